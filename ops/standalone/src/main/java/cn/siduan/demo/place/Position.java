package cn.siduan.demo.place;

/** WGS-84 degrees, to the centimetre. */
public record Position(double latitude, double longitude) {

  private static final double METRES_PER_DEGREE = 111_320;

  public Position {
    latitude = Math.round(latitude * 1e7) / 1e7;
    longitude = Math.round(longitude * 1e7) / 1e7;
  }

  /** Good enough within one district. */
  public double metresTo(Position other) {
    double north = (other.latitude - latitude) * METRES_PER_DEGREE;
    double east =
        (other.longitude - longitude)
            * METRES_PER_DEGREE
            * Math.cos(Math.toRadians((latitude + other.latitude) / 2));
    return Math.hypot(north, east);
  }
}
