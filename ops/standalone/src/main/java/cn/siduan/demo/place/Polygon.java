package cn.siduan.demo.place;

import java.util.List;

/** An outline without holes; the last corner joins the first. */
public record Polygon(List<Position> corners) {

  public Polygon {
    corners = List.copyOf(corners);
  }

  /** Neighbours share their edges; a point on one belongs to exactly one of them. */
  public boolean contains(Position point) {
    boolean inside = false;
    Position last = corners.getLast();
    for (Position corner : corners) {
      if (crosses(point, last, corner)) {
        inside = !inside;
      }
      last = corner;
    }
    return inside;
  }

  private static boolean crosses(Position point, Position from, Position to) {
    if (from.latitude() > point.latitude() == to.latitude() > point.latitude()) {
      return false;
    }
    double along = (point.latitude() - from.latitude()) / (to.latitude() - from.latitude());
    return point.longitude() < from.longitude() + along * (to.longitude() - from.longitude());
  }
}
