package cn.siduan.demo.place;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A sheet of eight by eight convex quadrilaterals, one for each community, with crooked inner
 * edges.
 *
 * <p>It lies in the open East China Sea, where no real place can be taken for it.
 */
final class Ground {

  static final int SIDE = 8;

  private static final double SOUTH = 30.2000;
  private static final double WEST = 124.0000;
  private static final double HEIGHT = 0.0054;
  private static final double WIDTH = 0.0073;

  /** Below a quarter, every quadrilateral stays convex. */
  private static final double CROOKED = 0.18;

  private final List<List<Position>> corners;

  private Ground(List<List<Position>> corners) {
    this.corners = corners;
  }

  static Ground survey(RandomGenerator random) {
    List<List<Position>> corners = new ArrayList<>();
    for (int row = 0; row <= SIDE; row++) {
      List<Position> line = new ArrayList<>();
      for (int column = 0; column <= SIDE; column++) {
        double north = row == 0 || row == SIDE ? 0 : jitter(random);
        double east = column == 0 || column == SIDE ? 0 : jitter(random);
        line.add(new Position(SOUTH + (row + north) * HEIGHT, WEST + (column + east) * WIDTH));
      }
      corners.add(List.copyOf(line));
    }
    return new Ground(List.copyOf(corners));
  }

  private static double jitter(RandomGenerator random) {
    return random.nextDouble(-CROOKED, CROOKED);
  }

  Quad quad(int row, int column) {
    return new Quad(
        corner(row, column),
        corner(row, column + 1),
        corner(row + 1, column + 1),
        corner(row + 1, column));
  }

  /** Round the block of quadrilaterals between two corners, along the crooked edges. */
  Polygon outline(int south, int west, int north, int east) {
    List<Position> around = new ArrayList<>();
    for (int column = west; column < east; column++) {
      around.add(corner(south, column));
    }
    for (int row = south; row < north; row++) {
      around.add(corner(row, east));
    }
    for (int column = east; column > west; column--) {
      around.add(corner(north, column));
    }
    for (int row = north; row > south; row--) {
      around.add(corner(row, west));
    }
    return new Polygon(around);
  }

  private Position corner(int row, int column) {
    return corners.get(row).get(column);
  }
}
