package cn.siduan.dispatch.offer;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.offer.TaskRef.What;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.workqueue.NewWork;
import cn.siduan.dispatch.workqueue.QueueName;
import cn.siduan.dispatch.workqueue.WorkQueue;
import java.time.Instant;

/** Puts work on tasks into queues, in the transaction that makes it necessary. */
final class TaskWork {

  /** Offers and queues whose time runs out. */
  static final QueueName TIMES = new QueueName("offer-times");

  private final WorkQueue queues;

  TaskWork(WorkQueue queues) {
    this.queues = queues;
  }

  void place(Tx tx, Order order, int taskNo) {
    queues.put(
        tx,
        work(QueueName.ROUTING, order, new TaskRef(What.PLACE, order.id(), taskNo, null, null)));
  }

  void expire(Tx tx, Order order, int taskNo, int offerNo, Instant at) {
    queues.put(
        tx,
        work(TIMES, order, new TaskRef(What.EXPIRE, order.id(), taskNo, offerNo, null))
            .dedupKey(TaskRef.subject(order.id(), taskNo) + "/offer/" + offerNo)
            .notBefore(at));
  }

  void escalate(Tx tx, Order order, int taskNo, int step, Instant at) {
    queues.put(
        tx,
        work(TIMES, order, new TaskRef(What.ESCALATE, order.id(), taskNo, null, step))
            .dedupKey(TaskRef.subject(order.id(), taskNo) + "/step/" + step)
            .notBefore(at));
  }

  /** For the people of a centre. */
  void ask(Tx tx, Order order, int taskNo, long centreId) {
    queues.put(
        tx,
        work(
            QueueName.people(centreId, QueueName.ANYBODY),
            order,
            new TaskRef(What.PLACE, order.id(), taskNo, null, null)));
  }

  /** Nobody needs to look for a provider any more. */
  void withdrawFromPeople(Tx tx, Order order, int taskNo) {
    queues.withdraw(tx, TaskRef.subject(order.id(), taskNo));
  }

  private static NewWork work(QueueName queue, Order order, TaskRef ref) {
    Priority priority = order.intake().priority();
    return NewWork.of(queue, priority, TaskRef.subject(ref.orderId(), ref.taskNo()))
        .with(Json.tree(ref));
  }
}
