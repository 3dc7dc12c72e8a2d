package cn.siduan.dispatch.offer;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.routing.store.Decisions;
import cn.siduan.dispatch.workqueue.WorkQueue;
import java.util.List;
import java.util.Objects;

/**
 * Sees to it that a task which waits is somebody's work: the router's when nobody is asked, a
 * timer's while somebody is.
 *
 * <p>It goes by the states before and after, not by the events, so that a new way of getting into a
 * state is not forgotten here.
 */
public final class RouteTasks implements OrderEventHandler {

  private final TaskWork work;

  public RouteTasks(WorkQueue queues) {
    this.work = new TaskWork(queues);
  }

  @Override
  public void on(Tx tx, OrderChange change) {
    Order before = change.before();
    Order after = change.after();
    for (Task task : after.tasks()) {
      if (Waiting.forRouter(after, task.no()) && !Waiting.forRouter(before, task.no())) {
        work.place(tx, after, task.no());
      }
      if (Waiting.forPeople(before, task.no()) && !Waiting.forPeople(after, task.no())) {
        work.withdrawFromPeople(tx, after, task.no());
      }
    }
    List<OrderEvent.TaskOffered> offered =
        change.events().stream()
            .filter(OrderEvent.TaskOffered.class::isInstance)
            .map(OrderEvent.TaskOffered.class::cast)
            .toList();
    offered.forEach(o -> work.expire(tx, after, o.taskNo(), o.offerNo(), o.expiresAt()));
    if (!offered.isEmpty() && change.by().actor().role() != Role.SYSTEM) {
      byHand(tx, change, offered);
    }
  }

  /** What still waits when an order comes with its past is work from then on. */
  @Override
  public void adopt(Tx tx, List<OrderChange> past) {
    Order order = past.getLast().after();
    for (Task task : order.tasks()) {
      if (Waiting.forRouter(order, task.no())) {
        work.place(tx, order, task.no());
      }
      order
          .pendingOffers(task.no())
          .forEach(o -> work.expire(tx, order, o.taskNo(), o.no(), o.expiresAt()));
    }
  }

  private static void byHand(Tx tx, OrderChange change, List<OrderEvent.TaskOffered> offered) {
    OrderEvent.TaskOffered first = offered.getFirst();
    Decisions.add(
        tx,
        new Decisions.Made(
            change.after().id(),
            first.taskNo(),
            change.by().recordedAt(),
            Decisions.Outcome.BY_HAND,
            Placings.of(change.after(), first.taskNo()),
            null,
            null,
            Objects.requireNonNullElse(first.reason(), ""),
            change.by().actor().name(),
            null,
            offered.stream().map(OrderEvent.TaskOffered::providerId).toList()));
  }
}
