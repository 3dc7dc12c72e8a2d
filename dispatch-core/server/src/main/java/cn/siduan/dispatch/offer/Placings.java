package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.Order;

/**
 * How often a task had been in a provider's hands: each time it comes back the ladder begins anew.
 */
final class Placings {

  private Placings() {}

  static int of(Order order, int taskNo) {
    return (int) order.assignments().stream().filter(a -> a.taskNo() == taskNo).count();
  }
}
