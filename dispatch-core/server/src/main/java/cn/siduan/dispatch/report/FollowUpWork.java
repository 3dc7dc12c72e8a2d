package cn.siduan.dispatch.report;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.workqueue.NewWork;
import cn.siduan.dispatch.workqueue.QueueName;
import cn.siduan.dispatch.workqueue.WorkQueue;

/**
 * A follow-up is work for the people of the order's centre, until the order has left that state.
 */
final class FollowUpWork {

  private static final String SKILL = "follow-up";

  private final WorkQueue queues;

  FollowUpWork(WorkQueue queues) {
    this.queues = queues;
  }

  void begin(Tx tx, Order order) {
    queues.put(
        tx,
        NewWork.of(
                QueueName.people(order.intake().centreId(), SKILL),
                order.intake().priority(),
                subject(order))
            .with(
                Json.object().put("number", order.number().digits()).put("round", order.round())));
  }

  void over(Tx tx, Order order) {
    queues.withdraw(tx, subject(order));
  }

  private static String subject(Order order) {
    return "order/" + order.number().digits() + "/follow-up/" + order.round();
  }
}
