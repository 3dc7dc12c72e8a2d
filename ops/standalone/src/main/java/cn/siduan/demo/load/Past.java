package cn.siduan.demo.load;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import java.util.List;

/** What became of an order, change by change. */
public record Past(List<OrderChange> changes) {

  public Order order() {
    return changes.getLast().after();
  }
}
