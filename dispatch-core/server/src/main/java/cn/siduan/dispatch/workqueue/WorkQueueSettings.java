package cn.siduan.dispatch.workqueue;

import cn.siduan.dispatch.platform.config.ConfigReader;
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
 * @param routers how many tasks one node places at once; 0 where nobody is to be asked by itself
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
    Duration keepDone,
    int routers) {

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
        Duration.ofDays(7),
        2);
  }

  public static WorkQueueSettings read(ConfigReader in) {
    WorkQueueSettings d = defaults();
    return new WorkQueueSettings(
        time(in, "lease", d.lease(), "how long a silent node keeps what it has in hand"),
        time(in, "people_lease", d.peopleLease(), "how long a person keeps what they took"),
        time(in, "sweep_after", d.sweepAfter(), "wait before work is looked for in the table"),
        time(in, "sweep_every", d.sweepEvery(), "pause between looks that found nothing"),
        in.number("most_attempts", d.mostAttempts(), 1, 1000, "tries before work is dead"),
        time(in, "first_back_off", d.firstBackOff(), "pause after a failure; then doubled"),
        time(in, "longest_back_off", d.longestBackOff(), "where the doubling ends"),
        in.number("bound", d.bound(), 100, 1_000_000, "most entries of one distributed queue"),
        time(in, "keep_done", d.keepDone(), "how long done work is kept to be looked at"),
        in.number("routers", d.routers(), 0, 64, "tasks a node places at once; 0: only people do"));
  }

  public WorkQueueSettings withRouters(int count) {
    return new WorkQueueSettings(
        lease,
        peopleLease,
        sweepAfter,
        sweepEvery,
        mostAttempts,
        firstBackOff,
        longestBackOff,
        bound,
        keepDone,
        count);
  }

  private static Duration time(ConfigReader in, String name, Duration byDefault, String about) {
    return in.duration(name, byDefault, Duration.ofMillis(10), Duration.ofDays(30), about);
  }

  /** Pause before the next try of an item that failed {@code attempts} times. */
  Duration backOff(int attempts) {
    long factor = 1L << Math.clamp(attempts - 1L, 0, 30);
    Duration pause = firstBackOff.multipliedBy(factor);
    return pause.compareTo(longestBackOff) < 0 ? pause : longestBackOff;
  }
}
