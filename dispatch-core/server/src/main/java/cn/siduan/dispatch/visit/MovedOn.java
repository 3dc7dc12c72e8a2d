package cn.siduan.dispatch.visit;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskState;
import java.util.Objects;
import java.util.Optional;

/** Why a visit no longer counts: what happened while the worker's device was out of reach. */
enum MovedOn {
  CANCELLED,
  MERGED,
  WITHDRAWN,
  /** The task is somebody else's, or waits for somebody else. */
  REASSIGNED,
  /** The task ended otherwise. */
  FINISHED;

  static Optional<MovedOn> of(Order order, Task task, Actor worker) {
    if (order.state() == OrderState.CANCELLED) {
      return Optional.of(CANCELLED);
    }
    if (order.state() == OrderState.MERGED) {
      return Optional.of(MERGED);
    }
    if (task.state() == TaskState.WITHDRAWN) {
      return Optional.of(WITHDRAWN);
    }
    return isHeldBy(task, worker) ? Optional.empty() : Optional.of(REASSIGNED);
  }

  /** For a step: the task may also have come to another end. */
  static Optional<MovedOn> of(Order order, Task task, Actor worker, NextCommand wanted) {
    boolean ended = task.state().isOver() && !wanted.isEndOf(task.state());
    return of(order, task, worker).or(() -> ended ? Optional.of(FINISHED) : Optional.empty());
  }

  static boolean isHeldBy(Task task, Actor worker) {
    return Objects.equals(task.providerId(), worker.providerId())
        && Objects.equals(task.workerId(), worker.workerId());
  }
}
