package cn.siduan.dispatch.offer;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskState;
import org.jspecify.annotations.Nullable;

/** What a task waits for, told by its state alone. */
final class Waiting {

  private Waiting() {}

  /** Nobody has it and nobody is being asked. */
  static boolean forRouter(@Nullable Order order, int taskNo) {
    return order != null
        && order.state().isBeingHandled()
        && order.findTask(taskNo).filter(t -> t.state() == TaskState.PENDING_DISPATCH).isPresent();
  }

  /**
   * People look for somebody: with an emergency until one accepts, otherwise until one is asked.
   */
  static boolean forPeople(@Nullable Order order, int taskNo) {
    return order != null
        && order.state().isBeingHandled()
        && order.findTask(taskNo).filter(t -> waits(order, t)).isPresent();
  }

  private static boolean waits(Order order, Task task) {
    return order.intake().priority() == Priority.EMERGENCY
        ? task.state().isUnplaced()
        : task.state() == TaskState.PENDING_DISPATCH;
  }
}
