package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.platform.db.Tx;
import java.util.Optional;

/** Commands on orders that nobody asked for over HTTP. */
final class SystemOrders {

  private final Orders orders;

  SystemOrders(Orders orders) {
    this.orders = orders;
  }

  /**
   * The order, locked: what is decided on it now cannot be overtaken. Whoever comes at the same
   * instant waits for us and then finds the order changed.
   */
  static Order lock(Tx tx, long orderId) {
    tx.handle()
        .createQuery("select id from service_order where id = :id for update")
        .bind("id", orderId)
        .mapTo(Long.class)
        .one();
    return OrderStore.find(tx.handle(), orderId).orElseThrow();
  }

  /** What it decides; empty if it was refused or there was nothing to do, and nothing changes. */
  Optional<OrderChange> run(Tx tx, Order order, OrderCommand command, By by, String requestId) {
    return switch (OrderLifecycle.decide(order, command, by)) {
      case Decision.Refused _ -> Optional.empty();
      case Decision.Accepted a when a.events().isEmpty() -> Optional.empty();
      case Decision.Accepted a -> {
        OrderChange change = new OrderChange(order, a.order(), a.events(), by, requestId);
        orders.apply(tx, change);
        yield Optional.of(change);
      }
    };
  }
}
