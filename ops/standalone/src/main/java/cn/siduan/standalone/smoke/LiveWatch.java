package cn.siduan.standalone.smoke;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Reads a live stream beside what else is done. */
final class LiveWatch implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final Stream<String> lines;
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  LiveWatch(Caller caller) {
    lines = caller.openLive();
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try {
      lines.forEach(seen::add);
    } catch (RuntimeException _) {
      // closed; whoever waits for a line that will not come says so
    }
  }

  /** Waits until the stream has told of an order in that state. */
  void awaitOrder(String number, String state) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      String line = next(until - System.nanoTime());
      if (line.startsWith("data:") && line.contains(number) && line.contains(state)) {
        return;
      }
    }
  }

  private String next(long nanos) {
    try {
      String line = seen.poll(nanos, TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new SmokeFailed(
            "the live stream did not tell of it within " + PATIENCE_SECONDS + " s");
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SmokeFailed("interrupted", e);
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
