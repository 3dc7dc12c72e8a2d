package cn.siduan.dispatch.workqueue;

import cn.siduan.dispatch.platform.db.StaleWriteException;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What people do with their queues, in the transactions of their commands. */
final class PeopleQueues {

  private final WorkQueue work;

  PeopleQueues(WorkQueue work) {
    this.work = work;
  }

  /** The next by priority and age. */
  Optional<WorkItem> takeNext(Tx tx, QueueName queue, Holder holder) {
    return told(
        tx,
        WorkRows.takeNext(tx.handle(), queue, "not_before", holder.text(), work.now(), lease()));
  }

  /** This one, if it still waits. */
  Optional<WorkItem> take(Tx tx, WorkItem item, Holder holder) {
    return told(tx, WorkRows.take(tx.handle(), item.id(), holder.text(), work.now(), lease()));
  }

  private Optional<WorkItem> told(Tx tx, Optional<WorkItem> taken) {
    taken.ifPresent(item -> work.changed(tx, item, WorkState.TAKEN));
    return taken;
  }

  /** In the same hands for another lease. */
  WorkItem keep(Tx tx, WorkItem item) {
    Instant until = work.now().plus(lease());
    if (!WorkRows.renew(tx.handle(), item, until)) {
      throw new StaleWriteException("the lease of " + item.subject());
    }
    return item.leaseUntil(until);
  }

  void release(Tx tx, WorkItem item) {
    work.giveBack(tx, item, Duration.ZERO, null);
  }

  void finish(Tx tx, WorkItem item) {
    work.done(tx, item);
  }

  /** Into somebody's hands, whoever has it now. */
  void assign(Tx tx, WorkItem item, Holder holder) {
    WorkRows.assign(tx, item, holder.text(), work.now(), lease());
    work.changed(tx, item, WorkState.TAKEN);
  }

  void move(Tx tx, WorkItem item, QueueName to) {
    WorkRows.move(tx, item, to, work.now());
    work.changed(tx, item, WorkState.WAITING);
    work.changed(tx, item.in(to), WorkState.WAITING);
  }

  void revive(Tx tx, WorkItem item) {
    WorkRows.revive(tx, item, work.now());
    work.changed(tx, item, WorkState.WAITING);
    tx.afterCommit(() -> work.offer(item));
  }

  private Duration lease() {
    return work.settings().peopleLease();
  }
}
