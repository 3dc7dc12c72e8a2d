package cn.siduan.dispatch.deadline;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;

/**
 * How deadlines are watched.
 *
 * @param sweepEvery the longest a node sleeps without looking
 * @param lateAfter fired later than this, a deadline is marked as late
 * @param batch how many are looked up at a time
 * @param mostAttempts after so many failures a deadline is dead, and a metric says so
 * @param backOff before the second attempt; doubled for each further one
 */
public record DeadlineSettings(
    Duration sweepEvery, Duration lateAfter, int batch, int mostAttempts, Duration backOff) {

  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

  public static DeadlineSettings defaults() {
    return read(ConfigReader.defaults());
  }

  public static DeadlineSettings read(ConfigReader config) {
    return new DeadlineSettings(
        config.duration(
            "sweep_every",
            Duration.ofSeconds(3),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            "The longest a node sleeps without looking for deadlines."),
        config.duration(
            "late_after",
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            "Fired later than this after its time, a deadline is marked as late."),
        config.number("batch", 100, 1, 10_000, "How many deadlines a node looks up at a time."),
        config.number("most_attempts", 12, 1, 100, "After so many failures a deadline is dead."),
        config.duration(
            "back_off",
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofMinutes(10),
            "Pause after the first failure; doubled for each further one, up to an hour."));
  }

  Duration pauseAfter(int failures) {
    Duration pause = backOff.multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF;
  }
}
