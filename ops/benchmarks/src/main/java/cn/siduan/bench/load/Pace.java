package cn.siduan.bench.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Asks at a rate, whether or not what was asked before is answered: a slow product is not asked
 * more slowly, and a request's time counts from when it was due.
 */
public final class Pace {

  private Pace() {}

  /**
   * @param ask is given the instant at which it was due, of {@link System#nanoTime}
   * @return how often it asked
   */
  public static int run(double perSecond, Duration duration, LongConsumer ask) {
    long began = System.nanoTime();
    long end = began + duration.toNanos();
    int asked = 0;
    while (true) {
      long due = began + (long) (asked * 1e9 / perSecond);
      if (due >= end) {
        return asked;
      }
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      ask.accept(due);
      asked++;
    }
  }
}
