package cn.siduan.dispatch.workqueue;

import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.StaleWriteException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works one queue off on this node: takers that wait for what is handed over, one sweeper that
 * finds in the table what was not, and a keeper that renews the leases of work in hand.
 */
public final class WorkLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int RACES = 5;
  private static final int LONGEST_REASON = 300;

  private final WorkQueue work;
  private final QueueName queue;
  private final WorkHandler handler;
  private final Set<WorkItem> inHand = ConcurrentHashMap.newKeySet();
  private final Repeat repeat;

  private WorkLoop(WorkQueue work, QueueName queue, WorkHandler handler) {
    this.work = work;
    this.queue = queue;
    this.handler = handler;
    this.repeat = new Repeat("work-" + queue);
  }

  /**
   * @param takers how many items at once, beside the sweeper's; 0 if this node is to do none
   */
  public static WorkLoop start(WorkQueue work, QueueName queue, int takers, WorkHandler handler) {
    WorkLoop loop = new WorkLoop(work, queue, handler);
    if (takers == 0) {
      return loop;
    }
    String holder = queue + "@" + UUID.randomUUID().toString().substring(0, 13) + "/";
    for (int i = 1; i <= takers; i++) {
      String taker = holder + i;
      loop.repeat.start(Duration.ZERO, () -> loop.carryOut(work.take(queue, taker, POLL)));
    }
    loop.repeat.start(
        work.settings().sweepEvery(), () -> loop.carryOut(work.sweep(queue, holder + "sweeper")));
    loop.repeat.start(work.settings().lease().dividedBy(3), loop::renew);
    return loop;
  }

  private boolean renew() {
    inHand.forEach(item -> work.renew(item, work.settings().lease()));
    return false;
  }

  private boolean carryOut(Optional<WorkItem> taken) {
    taken.ifPresent(
        item -> {
          inHand.add(item);
          long began = System.nanoTime();
          try {
            carryOut(item);
          } finally {
            inHand.remove(item);
            work.timed(queue, System.nanoTime() - began);
          }
        });
    return taken.isPresent();
  }

  private void carryOut(WorkItem item) {
    for (int attempt = 1; ; attempt++) {
      try {
        work.database()
            .transaction(
                tx -> {
                  handler.handle(tx, item);
                  work.done(tx, item);
                  return item;
                });
        return;
      } catch (RuntimeException e) {
        boolean race = isRace(e);
        if (race && !work.renew(item, work.settings().lease())) {
          LOG.info("{} {} was taken from us while we worked on it", queue, item.subject());
          return;
        }
        if (!race || attempt == RACES) {
          giveUp(item, e);
          return;
        }
      }
    }
  }

  /** Somebody else changed the same rows: nothing is wrong with the work itself. */
  private static boolean isRace(RuntimeException e) {
    return e instanceof StaleWriteException
        || DatabaseException.in(e).map(DatabaseException::isRetryable).orElse(false);
  }

  private void giveUp(WorkItem item, RuntimeException e) {
    LOG.warn("{} {} failed, try {}", queue, item.subject(), item.attempts(), e);
    String why = e.toString();
    work.database()
        .transaction(
            tx -> {
              work.failed(tx, item, why.substring(0, Math.min(LONGEST_REASON, why.length())));
              return item;
            });
  }

  /** Takes nothing more and finishes what is in hand. */
  @Override
  public void close() {
    repeat.close();
  }
}
