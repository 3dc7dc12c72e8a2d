package cn.siduan.dispatch.calls;

import java.time.Duration;

/**
 * How the hotline treats callers and operators.
 *
 * @param ring how long an operator's telephone rings for one call
 * @param missesToPause calls in a row not picked up, after which an operator is paused
 * @param wrapUp how long an operator has after a call before the next one comes
 * @param sticky how long a caller is kept for the operator they spoke with last
 * @param lost a waiting caller not heard of for so long is taken to be gone
 * @param record whether conversations are recorded
 * @param mostCallBacks how often somebody is tried who asked to be called back
 * @param remindEvery looks between two announcements of the caller's place
 */
public record CallSettings(
    Duration ring,
    int missesToPause,
    Duration wrapUp,
    Duration sticky,
    Duration lost,
    boolean record,
    int mostCallBacks,
    int remindEvery) {

  public static CallSettings defaults() {
    return new CallSettings(
        Duration.ofSeconds(20),
        2,
        Duration.ofSeconds(30),
        Duration.ZERO,
        Duration.ofSeconds(90),
        true,
        3,
        2);
  }
}
