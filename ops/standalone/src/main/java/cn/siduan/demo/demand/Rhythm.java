package cn.siduan.demo.demand;

import cn.siduan.contract.Channel;
import cn.siduan.demo.Weighted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** How many come on a day, and when: Mondays most, at half past nine and again in mid-afternoon. */
public final class Rhythm {

  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final double A_DAY = 2000 * 12 / 365.25;
  private static final double[] WEEK = {1.24, 1.12, 1.08, 1.05, 1.06, 0.80, 0.65};
  private static final Weighted<Integer> CALLS =
      hours(
          3, 2, 1, 1, 2, 4, 10, 30, 75, 105, 100, 70, 45, 50, 85, 95, 80, 60, 42, 38, 30, 20, 12,
          6);
  private static final Weighted<Integer> SCREENS =
      hours(
          6, 3, 2, 2, 2, 4, 12, 28, 50, 62, 60, 50, 48, 45, 52, 55, 50, 48, 55, 70, 72, 60, 35, 15);
  private static final Weighted<Integer> VISITS =
      hours(0, 0, 0, 0, 0, 0, 0, 0, 8, 40, 45, 20, 0, 8, 42, 40, 25, 4, 0, 0, 0, 0, 0, 0);

  private Rhythm() {}

  public static int orders(Weather weather, RandomGenerator random) {
    double expected = A_DAY * WEEK[weather.day().getDayOfWeek().getValue() - 1] * weather.demand();
    return (int) Math.round(Math.max(0, random.nextGaussian(expected, Math.sqrt(expected))));
  }

  public static Instant time(LocalDate day, Channel channel, RandomGenerator random) {
    Weighted<Integer> hours =
        switch (channel) {
          case PHONE -> CALLS;
          case WEB, APP -> SCREENS;
          case VISIT -> VISITS;
          case OPEN_API, SYSTEM ->
              throw new IllegalArgumentException("residents do not order by " + channel);
        };
    return day.atStartOfDay(ZONE)
        .plusHours(hours.draw(random))
        .plusSeconds(random.nextInt(3600))
        .toInstant();
  }

  private static Weighted<Integer> hours(int... weights) {
    List<Integer> hours = IntStream.range(0, weights.length).boxed().toList();
    return Weighted.of(hours, hour -> weights[hour]);
  }
}
