package cn.siduan.dispatch.routing;

import org.jspecify.annotations.Nullable;

/** Distances on the ground, WGS 84. */
public final class Geo {

  private static final double EARTH_KM = 6371.0088;

  private Geo() {}

  /** Great-circle distance (haversine); null if a position is unknown. */
  public static @Nullable Double km(
      @Nullable Double lat1, @Nullable Double lon1, @Nullable Double lat2, @Nullable Double lon2) {
    if (lat1 == null || lon1 == null || lat2 == null || lon2 == null) {
      return null;
    }
    double north = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double east = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    double a =
        north * north
            + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * east * east;
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)));
  }
}
