package cn.siduan.demo.demand;

/** When something is asked for more than usual. */
public enum Season {
  ALL,
  COLD,
  HOT,
  RAIN;

  /** By what the usual demand is multiplied in such weather. */
  public double factor(Weather weather) {
    return switch (this) {
      case ALL -> 1;
      case COLD -> weather.temperature() < 10 ? 2.2 : 0.3;
      case HOT -> weather.temperature() > 26 ? 2.2 : 0.4;
      case RAIN -> weather.rain() ? 2.5 : 0.7;
    };
  }
}
