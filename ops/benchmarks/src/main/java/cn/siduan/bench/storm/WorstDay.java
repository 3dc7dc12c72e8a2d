package cn.siduan.bench.storm;

import java.util.stream.IntStream;

/**
 * 280,000 contacts in a day, as the largest of the 311 services had, the busiest hour at ten times
 * the mean; the other hours share what is left as on any day.
 */
final class WorstDay {

  private static final double CONTACTS = 280_000;
  private static final double MEAN = CONTACTS / 24 / 3600;
  private static final double BUSIEST = 10;
  private static final int STORM_HOUR = 15;

  /** Of the telephone on a usual day. */
  private static final int[] USUAL = {
    3, 2, 1, 1, 2, 4, 10, 30, 75, 105, 100, 70, 45, 50, 85, 95, 80, 60, 42, 38, 30, 20, 12, 6
  };

  private WorstDay() {}

  /** Contacts a second. */
  static double rate(int hour) {
    if (hour == STORM_HOUR) {
      return MEAN * BUSIEST;
    }
    int others = IntStream.of(USUAL).sum() - USUAL[STORM_HOUR];
    return MEAN * (24 - BUSIEST) * USUAL[hour] / others;
  }

  static double busiest() {
    return rate(STORM_HOUR);
  }
}
