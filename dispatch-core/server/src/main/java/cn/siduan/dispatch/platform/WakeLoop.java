package cn.siduan.dispatch.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task on a thread of its own: at once when woken, and every {@code interval} as the
 * backstop. A run that fails is logged and tried again after the interval.
 */
public final class WakeLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WakeLoop.class);

  private final String name;
  private final Duration interval;
  private final Runnable task;
  private final Semaphore wakes = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Starts at once. */
  public WakeLoop(String name, Duration interval, Runnable task) {
    this.name = name;
    this.interval = interval;
    this.task = task;
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Cheap, from any thread, as often as one likes: many wakes before a run are one. */
  public void wake() {
    if (wakes.availablePermits() == 0) {
      wakes.release();
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        if (!runOnce() && closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        if (wakes.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
          wakes.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean runOnce() {
    try {
      task.run();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("{} failed and is tried again in {}", name, interval, e);
      return false;
    }
  }

  /** Lets a run under way finish, for at most ten seconds. */
  @Override
  public void close() {
    closing.countDown();
    wakes.release();
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        LOG.warn("{} was still running and is interrupted", name);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
