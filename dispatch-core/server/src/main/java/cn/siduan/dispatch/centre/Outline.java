package cn.siduan.dispatch.centre;

import com.fasterxml.jackson.databind.JsonNode;

/** The closed outline of an area, in degrees. Immutable. */
public final class Outline {

  private final double[] longitudes;
  private final double[] latitudes;

  private Outline(double[] longitudes, double[] latitudes) {
    this.longitudes = longitudes;
    this.latitudes = latitudes;
  }

  /**
   * @param points [[longitude, latitude], ...]; whether the first is repeated as the last does not
   *     matter
   */
  public static Outline of(JsonNode points) {
    int n = points.size();
    double[] longitudes = new double[n];
    double[] latitudes = new double[n];
    for (int i = 0; i < n; i++) {
      longitudes[i] = points.get(i).get(0).doubleValue();
      latitudes[i] = points.get(i).get(1).doubleValue();
    }
    return new Outline(longitudes, latitudes);
  }

  /**
   * Counts crossings of a ray to the east. Half-open: a point on the border that two areas share is
   * in exactly one of them.
   */
  public boolean contains(double latitude, double longitude) {
    boolean inside = false;
    for (int i = 0, j = latitudes.length - 1; i < latitudes.length; j = i++) {
      if (latitudes[i] > latitude != latitudes[j] > latitude
          && longitude < crossing(i, j, latitude)) {
        inside = !inside;
      }
    }
    return inside;
  }

  /**
   * Longitude at which the side from i to j has this latitude; the same from j to i, bit by bit.
   */
  private double crossing(int i, int j, double latitude) {
    int low = latitudes[i] < latitudes[j] ? i : j;
    int high = low == i ? j : i;
    double part = (latitude - latitudes[low]) / (latitudes[high] - latitudes[low]);
    return longitudes[low] + part * (longitudes[high] - longitudes[low]);
  }

  /** In square degrees: only to tell the smaller of two areas in one place. */
  public double size() {
    double twice = 0;
    for (int i = 0, j = latitudes.length - 1; i < latitudes.length; j = i++) {
      twice += longitudes[j] * latitudes[i] - longitudes[i] * latitudes[j];
    }
    return Math.abs(twice) / 2;
  }
}
