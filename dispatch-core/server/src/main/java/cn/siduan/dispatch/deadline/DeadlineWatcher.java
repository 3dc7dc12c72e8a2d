package cn.siduan.dispatch.deadline;

import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.StaleWriteException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires what is due. Runs on every node; the rows decide which node fires which deadline.
 *
 * <p>It sleeps until the next deadline it knows of. A commit that sets an earlier one wakes it;
 * what other nodes set is found by the sweep.
 */
public final class DeadlineWatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatcher.class);
  private static final Duration BUSY = Duration.ofMillis(20);

  private final Database database;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final DeadlineSettings settings;
  private final AtomicLong dead = new AtomicLong();
  private volatile Map<String, DeadlineHandler> handlers = Map.of();

  private final ReentrantLock firing = new ReentrantLock();
  private final ReentrantLock sleep = new ReentrantLock();
  private final Condition woken = sleep.newCondition();
  private Instant wakeAt = Instant.EPOCH;
  private boolean closed;
  private @Nullable Thread thread;

  public DeadlineWatcher(
      Database database, Clock clock, MeterRegistry metrics, DeadlineSettings settings) {
    this.database = database;
    this.clock = clock;
    this.metrics = metrics;
    this.settings = settings;
    metrics.gauge("siduan.deadline.dead", dead);
  }

  /** Deadlines of other kinds stay where they are, for a node that knows them. */
  public void start(List<DeadlineHandler> forEachKind) {
    handleOnly(forEachKind);
    thread = Thread.ofVirtual().name("deadlines").start(this::watch);
  }

  void handleOnly(List<DeadlineHandler> forEachKind) {
    handlers =
        forEachKind.stream()
            .collect(Collectors.toUnmodifiableMap(DeadlineHandler::kind, Function.identity()));
  }

  /** For {@link Deadlines}: something will fire at {@code at}. Quick, and never throws. */
  public void hint(Instant at) {
    sleep.lock();
    try {
      if (at.isBefore(wakeAt)) {
        wakeAt = at;
        woken.signal();
      }
    } finally {
      sleep.unlock();
    }
  }

  /**
   * Fires everything that is due now, and what falls due by that. Also for tests that have moved
   * the clock.
   *
   * @return how many were fired
   */
  public int runDue() {
    firing.lock();
    try {
      int fired = 0;
      int before;
      do {
        before = fired;
        for (Deadline deadline :
            DeadlineRows.due(database, handlers.keySet(), now(), settings.batch())) {
          fired += fire(deadline) ? 1 : 0;
        }
      } while (fired > before);
      return fired;
    } finally {
      firing.unlock();
    }
  }

  private boolean fire(Deadline deadline) {
    Instant now = now();
    try {
      return database.transaction(
          tx -> {
            Deadline due = DeadlineRows.lock(tx.handle(), deadline, now).orElse(null);
            if (due == null) {
              return false;
            }
            boolean late = Duration.between(due.firesAt(), now).compareTo(settings.lateAfter()) > 0;
            DeadlineRows.done(tx, due, now, late);
            Objects.requireNonNull(handlers.get(due.kind())).fire(tx, due, late);
            tx.afterCommit(() -> count("siduan.deadline.fired", due.kind(), late));
            return true;
          });
    } catch (RuntimeException e) {
      failed(deadline, e);
      return false;
    }
  }

  /** One that fails does not keep the others waiting. */
  private void failed(Deadline deadline, RuntimeException e) {
    if (isOvertaken(e)) {
      return;
    }
    LOG.warn("deadline {} {} could not be fired", deadline.kind(), deadline.key(), e);
    count("siduan.deadline.failed", deadline.kind(), false);
    int failures = deadline.attempts() + 1;
    try {
      database.transaction(
          tx -> {
            if (failures >= settings.mostAttempts()) {
              DeadlineRows.died(tx, deadline, String.valueOf(e));
            } else {
              Instant again = now().plus(settings.pauseAfter(failures));
              DeadlineRows.failed(tx, deadline, again, String.valueOf(e));
            }
            return true;
          });
    } catch (RuntimeException unreachable) {
      LOG.warn("and that could not be written down; the next sweep tries again", unreachable);
    }
  }

  /** Somebody changed the order meanwhile: nothing is wrong, the next look decides anew. */
  private static boolean isOvertaken(RuntimeException e) {
    return e instanceof StaleWriteException
        || DatabaseException.in(e)
            .filter(d -> d.isRetryable() || d.isUniqueViolation())
            .isPresent();
  }

  private void watch() {
    while (sleepUntilDue()) {
      try {
        runDue();
        dead.set(DeadlineRows.countDead(database));
        plan();
      } catch (RuntimeException e) {
        LOG.warn("deadlines cannot be watched just now", e);
      }
    }
  }

  private void plan() {
    Instant sweep = now().plus(settings.sweepEvery());
    Instant next = DeadlineRows.next(database, handlers.keySet()).orElse(sweep);
    Instant soonest = now().plus(BUSY);
    sleep.lock();
    try {
      // one that is due already was locked by somebody: look again, but not at once
      Instant planned = next.isBefore(soonest) ? soonest : min(next, sweep);
      // set meanwhile, and maybe after the look at the table
      wakeAt = min(planned, wakeAt);
    } finally {
      sleep.unlock();
    }
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /**
   * @return false when it is closed
   */
  private boolean sleepUntilDue() {
    sleep.lock();
    try {
      long left = settings.sweepEvery().toNanos();
      while (!closed && left > 0 && now().isBefore(wakeAt)) {
        // where nothing could be planned it is never, which is further off than nanoseconds count
        Instant latest = min(wakeAt, now().plus(settings.sweepEvery()));
        long planned = Duration.between(now(), latest).toNanos();
        long began = System.nanoTime();
        woken.await(Math.max(1, Math.min(left, planned)), TimeUnit.NANOSECONDS);
        left -= System.nanoTime() - began;
      }
      // until it is planned anew every hint counts
      wakeAt = Instant.MAX;
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      sleep.unlock();
    }
  }

  private void count(String name, String kind, boolean late) {
    metrics.counter(name, "kind", kind, "late", Boolean.toString(late)).increment();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Lets the one being fired finish. */
  @Override
  public void close() {
    sleep.lock();
    try {
      closed = true;
      woken.signal();
    } finally {
      sleep.unlock();
    }
    if (thread != null) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
