package cn.siduan.dispatch.report;

import cn.siduan.dispatch.deadline.Deadline;
import cn.siduan.dispatch.deadline.DeadlineHandler;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Files an order that was not drawn for follow-up and of which nobody said anything since. */
public final class CloseUnsampled implements DeadlineHandler {

  private final Orders orders;
  private final Clock clock;

  public CloseUnsampled(Orders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KeepFollowUps.KIND;
  }

  @Override
  public void fire(Tx tx, Deadline deadline, boolean late) {
    long id = Objects.requireNonNull(deadline.orderId());
    Order order = OrderStore.find(tx.handle(), id).orElseThrow();
    if (order.state() == OrderState.FOLLOW_UP
        && deadline.key().equals(KeepFollowUps.key(id, order.round()))) {
      orders.carryOut(
          tx,
          order,
          new OrderCommand.CloseWithoutFollowUp("NOT_SAMPLED"),
          By.system(clock.instant().truncatedTo(ChronoUnit.MICROS)),
          "deadline-" + deadline.id());
    }
  }
}
