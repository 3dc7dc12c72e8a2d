package cn.siduan.dispatch.security.password;

import java.time.Duration;

/**
 * How long the next try waits after so many failures: not at all for the first ones, then twice as
 * long each time, up to a limit.
 *
 * @param free failures without a wait
 * @param forget after this time without a try the failures are forgotten
 */
public record Patience(int free, Duration first, Duration longest, Duration forget) {

  private static final int MOST_DOUBLINGS = 20;

  public Duration waitAfter(int failures) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration wait = first.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
