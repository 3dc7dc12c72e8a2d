package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers are told against what happened, on simulated load. */
class WaitEstimateTest {

  private static final Duration HANDLING = Duration.ofMinutes(4);
  private static final int CALLS = 400_000;

  /** What one caller was told and how long it took, in seconds. */
  private record Told(double told, double waited) {
    double error() {
      return told - waited;
    }
  }

  /**
   * Calls come at random, last at random, and are answered in turn.
   *
   * @param traffic share of the operators' time that is asked for; above 1 the queue only grows
   */
  private static List<Told> simulate(int operators, double traffic, long seed) {
    Random random = new Random(seed);
    PriorityQueue<Double> freeAt = new PriorityQueue<>();
    for (int i = 0; i < operators; i++) {
      freeAt.add(0.0);
    }
    PriorityQueue<Double> waitingUntil = new PriorityQueue<>();
    List<Told> told = new ArrayList<>();
    double now = 0;
    double gap = HANDLING.toSeconds() / (operators * traffic);
    for (int call = 0; call < CALLS; call++) {
      now += -Math.log(1 - random.nextDouble()) * gap;
      while (!waitingUntil.isEmpty() && waitingUntil.peek() <= now) {
        waitingUntil.poll();
      }
      double begins = Math.max(now, freeAt.poll());
      if (begins > now) {
        long minutes = WaitEstimate.minutes(waitingUntil.size(), operators, HANDLING);
        told.add(new Told(minutes * 60.0, begins - now));
        waitingUntil.add(begins);
      }
      freeAt.add(begins - Math.log(1 - random.nextDouble()) * HANDLING.toSeconds());
    }
    return told;
  }

  @ParameterizedTest
  @CsvSource({"2, 0.9", "4, 0.95", "10, 0.95", "30, 0.97", "60, 0.98"})
  void four_of_five_who_wait_are_answered_within_what_they_were_told(
      int operators, double traffic) {
    List<Told> told = simulate(operators, traffic, 1);

    double kept = told.stream().filter(t -> t.error() >= 0).count() / (double) told.size();
    List<Double> errors = told.stream().map(Told::error).sorted().toList();
    System.out.printf(
        "wait estimate: operators=%d load=%.2f waited=%d kept=%.3f error_p10_s=%.0f"
            + " error_p50_s=%.0f error_p90_s=%.0f%n",
        operators,
        traffic,
        told.size(),
        kept,
        errors.get(errors.size() / 10),
        errors.get(errors.size() / 2),
        errors.get(errors.size() * 9 / 10));
    // whole minutes, rounded up, keep the promise more often where waits are short
    assertThat(kept).isBetween(0.78, 0.99);
    assertThat(errors.get(errors.size() / 2)).isBetween(0.0, 300.0);
  }

  @Test
  void more_before_means_longer_and_more_operators_shorter() {
    assertThat(WaitEstimate.minutes(10, 5, HANDLING))
        .isGreaterThan(WaitEstimate.minutes(5, 5, HANDLING))
        .isGreaterThan(WaitEstimate.minutes(10, 8, HANDLING));
  }

  @Test
  void nobody_on_duty_is_a_long_wait_and_no_wait_is_told_longer_than_that() {
    assertThat(WaitEstimate.minutes(0, 0, HANDLING)).isEqualTo(90);
    assertThat(WaitEstimate.minutes(5000, 1, HANDLING)).isEqualTo(90);
  }
}
