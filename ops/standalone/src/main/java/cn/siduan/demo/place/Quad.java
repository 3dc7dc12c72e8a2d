package cn.siduan.demo.place;

import java.util.List;

/**
 * A convex piece of ground with its own coordinates: u eastwards, v northwards, both from 0 to 1.
 */
public record Quad(Position southWest, Position southEast, Position northEast, Position northWest) {

  public Position at(double u, double v) {
    return new Position(
        blend(
            u,
            v,
            southWest.latitude(),
            southEast.latitude(),
            northEast.latitude(),
            northWest.latitude()),
        blend(
            u,
            v,
            southWest.longitude(),
            southEast.longitude(),
            northEast.longitude(),
            northWest.longitude()));
  }

  public Position centre() {
    return at(0.5, 0.5);
  }

  public Quad part(double fromU, double toU, double fromV, double toV) {
    return new Quad(at(fromU, fromV), at(toU, fromV), at(toU, toV), at(fromU, toV));
  }

  public Polygon outline() {
    return new Polygon(List.of(southWest, southEast, northEast, northWest));
  }

  private static double blend(double u, double v, double sw, double se, double ne, double nw) {
    return (1 - v) * ((1 - u) * sw + u * se) + v * ((1 - u) * nw + u * ne);
  }
}
