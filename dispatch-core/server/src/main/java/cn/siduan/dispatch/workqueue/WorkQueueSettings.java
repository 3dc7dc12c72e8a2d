package cn.siduan.dispatch.workqueue;

import java.time.Duration;

/**
 * How work is handed out.
 *
 * @param lease how long a node may keep an item without renewing; renewed while its handler runs
 * @param peopleLease after this time in a person's hands an item goes back to its queue
 * @param sweepAfter how long a row waits to be handed over before takers look for it in the table
 * @param sweepEvery pause between looks that found nothing
 * @param mostAttempts tries of a handler before the item is dead
 * @param firstBackOff pause after the first failure, doubled with each further one
 * @param longestBackOff where the doubling ends
 * @param bound most tickets in one distributed queue; what is beyond waits in the table
 * @param keepDone how long done items are kept to be looked at
 */
public record WorkQueueSettings(
    Duration lease,
    Duration peopleLease,
    Duration sweepAfter,
    Duration sweepEvery,
    int mostAttempts,
    Duration firstBackOff,
    Duration longestBackOff,
    int bound,
    Duration keepDone) {

  public static WorkQueueSettings defaults() {
    return new WorkQueueSettings(
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofSeconds(3),
        Duration.ofMillis(500),
        12,
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        10_000,
        Duration.ofDays(7));
  }

  /** Pause before the next try of an item that failed {@code attempts} times. */
  Duration backOff(int attempts) {
    long factor = 1L << Math.clamp(attempts - 1L, 0, 30);
    Duration pause = firstBackOff.multipliedBy(factor);
    return pause.compareTo(longestBackOff) < 0 ? pause : longestBackOff;
  }
}
