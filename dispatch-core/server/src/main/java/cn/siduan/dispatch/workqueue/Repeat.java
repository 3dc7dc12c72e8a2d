package cn.siduan.dispatch.workqueue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs steps over and over, each on a virtual thread of its own, until closed. */
final class Repeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Repeat.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Answers whether there was something to do, so that there may be more. */
  interface Step {
    boolean run() throws InterruptedException;
  }

  private final String name;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  Repeat(String name) {
    this.name = name;
  }

  /**
   * @param pause after a step that found nothing
   */
  void start(Duration pause, Step step) {
    threads.add(
        Thread.ofVirtual().name(name + "-" + threads.size()).start(() -> repeat(pause, step)));
  }

  private void repeat(Duration pause, Step step) {
    try {
      while (stop.getCount() > 0) {
        await(stepOnce(step, pause));
      }
    } catch (InterruptedException e) {
      LOG.warn("{} was interrupted in its work", name);
    }
  }

  private Duration stepOnce(Step step, Duration pause) throws InterruptedException {
    try {
      return step.run() ? Duration.ZERO : pause;
    } catch (RuntimeException | Error e) {
      // an error in one piece of work must not end the taking of others
      if (stop.getCount() > 0) {
        LOG.warn("{} goes on after trouble", name, e);
      }
      return AFTER_TROUBLE;
    }
  }

  private void await(Duration pause) throws InterruptedException {
    if (pause.isPositive() && stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("{} stops", name);
    }
  }

  @Override
  public void close() {
    stop.countDown();
    long end = System.nanoTime() + GRACE.toNanos();
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
