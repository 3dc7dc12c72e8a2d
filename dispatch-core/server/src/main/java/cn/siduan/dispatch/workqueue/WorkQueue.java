package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.LiveEvent;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.StaleWriteException;
import cn.siduan.dispatch.platform.db.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The work queues of all nodes.
 *
 * <p>Work is put in the transaction that causes it and handed over once that has committed. Taking
 * is one conditional update with a lease; done is written in the transaction of the work's effect.
 * Both carry the fence of the taking, so a taker that was too slow changes nothing.
 */
public final class WorkQueue {

  private final Database database;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final HandOver handOver;
  private final Outbox outbox;
  private final WorkQueueSettings settings;
  private final WorkIds ids = new WorkIds();

  public WorkQueue(
      Database database,
      Clock clock,
      MeterRegistry metrics,
      HandOver handOver,
      Outbox outbox,
      WorkQueueSettings settings) {
    this.database = database;
    this.clock = clock;
    this.metrics = metrics;
    this.handOver = handOver;
    this.outbox = outbox;
    this.settings = settings;
    handOver.onLoss(this::rebuild);
  }

  /**
   * Puts work into its queue if and when {@code tx} commits.
   *
   * <p>If the same work waits there already, it stays in its place, with the higher of the two
   * priorities and the newer payload. If a node has it in hand, it waits once more when that is
   * done, because the node may have looked before the cause of this put.
   */
  public void put(Tx tx, NewWork work) {
    Instant now = now();
    long id = ids.next(tx);
    Instant from = work.notBefore() == null ? now : work.notBefore();
    boolean atOnce = !from.isAfter(now);
    WorkRows.insert(tx, id, work, now, from, atOnce ? now.plus(settings.sweepAfter()) : from);
    changed(tx, work.queue(), work.subject(), WorkState.WAITING);
    if (atOnce && !work.queue().isForPeople()) {
      Ticket ticket = Ticket.of(id, work.priority(), now);
      tx.afterCommit(() -> handOver.offer(work.queue(), ticket));
    }
  }

  /**
   * The next by priority and age that is handed over within {@code wait}.
   *
   * @param holder who takes it, unique among all nodes
   */
  public Optional<WorkItem> take(QueueName queue, String holder, Duration wait)
      throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      Optional<Ticket> ticket =
          handOver.poll(queue, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (ticket.isEmpty()) {
        return Optional.empty();
      }
      Optional<WorkItem> item = take(ticket.get().id(), holder, settings.lease());
      if (item.isPresent()) {
        count("siduan.workqueue.taken", queue);
        return item;
      }
      // somebody else has it, or it was put twice: the ticket was only a hint
      count("siduan.workqueue.stale", queue);
    }
  }

  /** One item by its id, whatever its place in the queue, if it waits and is due. */
  public Optional<WorkItem> take(long id, String holder, Duration lease) {
    Instant now = now();
    return database.statement(handle -> WorkRows.takeUnflushed(handle, id, holder, now, lease));
  }

  /** The next that should have been handed over by now, found in the table. */
  Optional<WorkItem> sweep(QueueName queue, String holder) {
    Instant now = now();
    Optional<WorkItem> item =
        database.statement(
            handle ->
                WorkRows.takeNext(handle, queue, "sweep_from", holder, now, settings.lease()));
    item.ifPresent(_ -> count("siduan.workqueue.swept", queue));
    return item;
  }

  /**
   * The item is done if and when {@code tx} commits, which fails with {@link StaleWriteException}
   * if the taker does not own it any more.
   */
  public void done(Tx tx, WorkItem item) {
    WorkRows.done(tx, item, now());
    changed(tx, item, WorkState.DONE);
  }

  /**
   * Back to its queue, for anybody.
   *
   * @param delay zero for at once
   * @param why null unless something went wrong
   */
  public void giveBack(Tx tx, WorkItem item, Duration delay, @Nullable String why) {
    Instant now = now();
    Instant from = now.plus(delay);
    Instant sweepFrom = delay.isZero() ? now.plus(settings.sweepAfter()) : from;
    WorkRows.giveBack(tx, item, WorkState.WAITING, from, sweepFrom, why);
    changed(tx, item, WorkState.WAITING);
    if (delay.isZero()) {
      tx.afterCommit(() -> offer(item));
    }
  }

  /** After a failure: again after a pause, or never if that was the last try. */
  void failed(Tx tx, WorkItem item, String why) {
    count("siduan.workqueue.failed", item.queue());
    if (item.attempts() >= settings.mostAttempts()) {
      Instant now = now();
      WorkRows.giveBack(tx, item, WorkState.DEAD, now, now, why);
    } else {
      giveBack(tx, item, settings.backOff(item.attempts()), why);
    }
  }

  /**
   * Keeps an item in hand for another lease.
   *
   * @return false if it is not in the taker's hands any more
   */
  public boolean renew(WorkItem item, Duration lease) {
    return database.transaction(tx -> WorkRows.renew(tx.handle(), item, now().plus(lease)));
  }

  /**
   * Brings back what was not done in time.
   *
   * @return how many items
   */
  int expire() {
    Instant now = now();
    List<WorkItem> expired =
        database.transaction(
            tx -> {
              List<WorkItem> late =
                  WorkRows.expire(
                      tx.handle(), now, now.plus(settings.sweepAfter()), settings.mostAttempts());
              late.forEach(item -> changed(tx, item, item.state()));
              return late;
            });
    expired.forEach(item -> count("siduan.workqueue.expired", item.queue()));
    expired.stream().filter(i -> i.state() == WorkState.WAITING).forEach(this::offer);
    return expired.size();
  }

  /** Makes tickets anew for all rows that wait. */
  private void rebuild() {
    Instant now = now();
    database
        .read(h -> WorkRows.queuesWaiting(h, "not_before", now))
        .forEach(queue -> rebuild(queue, now));
  }

  private void rebuild(QueueName queue, Instant now) {
    List<WorkItem> waiting = database.read(h -> WorkRows.waiting(h, queue, now, settings.bound()));
    handOver.rebuild(queue, waiting.stream().map(WorkItem::ticket).toList());
    count("siduan.workqueue.rebuilt", queue);
  }

  /** At a node's start: tickets of rows that no living node has handed over. */
  void rebuildAll() {
    if (handOver.leads()) {
      rebuild();
    }
  }

  /**
   * Rows wait longer than they should although the distributed queue is empty: it has lost them.
   */
  void rebuildLost() {
    if (!handOver.leads()) {
      return;
    }
    Instant now = now();
    for (QueueName queue : database.read(h -> WorkRows.queuesWaiting(h, "sweep_from", now))) {
      if (handOver.size(queue) == 0) {
        rebuild(queue, now);
      }
    }
  }

  /**
   * People need not do it any more: whatever waits or is in somebody's hands about a subject is
   * done with {@code tx}.
   *
   * @return how many items
   */
  public int withdraw(Tx tx, String subject) {
    List<WorkItem> withdrawn = WorkRows.withdraw(tx.handle(), subject, now());
    withdrawn.forEach(item -> changed(tx, item, WorkState.DONE));
    return withdrawn.size();
  }

  /** Screens of people follow their queues; nodes need nobody to tell them. */
  void changed(Tx tx, WorkItem item, WorkState state) {
    changed(tx, item.queue(), item.subject(), state);
  }

  private void changed(Tx tx, QueueName queue, String subject, WorkState state) {
    queue
        .findCentreId()
        .ifPresent(
            centre -> {
              Instant now = now();
              LiveEvent event = new LiveEvent.WorkChanged(queue.text(), subject, state.name(), now);
              outbox.put(tx, Set.of(Audiences.STAFF, Audiences.work(centre)), event, now);
            });
  }

  void offer(WorkItem item) {
    if (!item.queue().isForPeople()) {
      handOver.offer(item.queue(), item.ticket());
    }
  }

  WorkQueueSettings settings() {
    return settings;
  }

  Database database() {
    return database;
  }

  void timed(QueueName queue, long nanos) {
    metrics
        .timer("siduan.workqueue.work", "queue", queue.text())
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private void count(String name, QueueName queue) {
    metrics.counter(name, "queue", queue.text()).increment();
  }

  MeterRegistry metrics() {
    return metrics;
  }

  /** PostgreSQL keeps microseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
