package cn.siduan.dispatch.calls;

import java.time.Duration;

/**
 * How long a caller will wait, honestly: as long as it takes the operators on duty to get through
 * those before, at the pace of the last hour. Rounded up; nobody minds being answered sooner.
 */
final class WaitEstimate {

  private static final Duration LONGEST = Duration.ofMinutes(90);

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
    long seconds = (long) Math.ceil((ahead + 1) * handling.toSeconds() / (double) onDuty);
    return Math.clamp((seconds + 59) / 60, 1, LONGEST.toMinutes());
  }
}
