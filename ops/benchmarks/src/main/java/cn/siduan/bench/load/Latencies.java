package cn.siduan.bench.load;

import java.util.Arrays;
import java.util.Locale;

/** Durations in microseconds, all kept: percentiles are exact. Thread-safe. */
public final class Latencies {

  private long[] micros = new long[1024];
  private int count;

  public synchronized void add(long value) {
    if (count == micros.length) {
      micros = Arrays.copyOf(micros, count * 2);
    }
    micros[count++] = value;
  }

  public synchronized int count() {
    return count;
  }

  /**
   * @param share 0.99 for the one that 99 of 100 do not exceed
   * @return milliseconds; 0 if there is none
   */
  public synchronized double percentileMillis(double share) {
    if (count == 0) {
      return 0;
    }
    Arrays.sort(micros, 0, count);
    int index = (int) Math.ceil(share * count) - 1;
    return micros[Math.clamp(index, 0, count - 1)] / 1e3;
  }

  /** A percentile as it is printed. */
  public String text(double share) {
    return String.format(Locale.ROOT, "%.1f", percentileMillis(share));
  }
}
