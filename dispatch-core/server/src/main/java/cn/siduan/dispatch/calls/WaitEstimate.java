package cn.siduan.dispatch.calls;

import java.time.Duration;

/**
 * How long a caller will wait, honestly: within what is said, four of five are answered.
 *
 * <p>With all operators busy, as many conversations must end as there are callers before, and one
 * more. Their times add up to a gamma distribution, whose 80 % quantile is told, in whole minutes,
 * rounded up: a mean would be broken to every second caller, and nobody minds being answered
 * sooner.
 */
final class WaitEstimate {

  private static final Duration LONGEST = Duration.ofMinutes(90);

  /** Of the standard normal distribution, at 80 %. */
  private static final double FOUR_OF_FIVE = 0.8416;

  private WaitEstimate() {}

  /**
   * @param ahead callers before this one
   * @param onDuty operators who take calls, busy or free
   * @param handling mean time from answer to the end of the wrap-up
   */
  static long minutes(int ahead, int onDuty, Duration handling) {
    if (onDuty == 0) {
      return LONGEST.toMinutes();
    }
    double seconds = quantile(ahead + 1) * handling.toSeconds() / onDuty;
    return Math.clamp((long) Math.ceil(seconds / 60), 1, LONGEST.toMinutes());
  }

  /** Of the sum of so many exponential times with mean 1; after Wilson and Hilferty. */
  private static double quantile(int times) {
    double root = 1 - 1 / (9.0 * times) + FOUR_OF_FIVE / (3 * Math.sqrt(times));
    return times * root * root * root;
  }
}
