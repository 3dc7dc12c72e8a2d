package cn.siduan.dispatch.visit;

import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done for a step to count. Steps left out before it are done with it: who
 * checks out has been there, whatever they forgot to press.
 */
record NextCommand(
    int taskNo,
    VisitStep step,
    String said,
    @Nullable Double latitude,
    @Nullable Double longitude) {

  /** The next command for a task that stands so; empty when the step is reached. */
  Optional<OrderCommand> after(Task task) {
    return Optional.ofNullable(
        switch (task.state()) {
          case SUSPENDED -> new OrderCommand.ResumeTask(taskNo);
          case ACCEPTED, SCHEDULED -> new OrderCommand.Depart(taskNo);
          case EN_ROUTE -> onTheWay();
          case ON_SITE -> atTheDoor();
          case IN_PROGRESS -> atWork();
          case PENDING_DISPATCH, OFFERED, RESOLVED, CANNOT_COMPLETE, WITHDRAWN -> null;
        });
  }

  /** The task ended as the step says: sent again after it was done. */
  boolean isEndOf(TaskState state) {
    return (step == VisitStep.RESOLVE && state == TaskState.RESOLVED)
        || (step == VisitStep.CANNOT_COMPLETE && state == TaskState.CANNOT_COMPLETE);
  }

  private @Nullable OrderCommand onTheWay() {
    return switch (step) {
      case DEPART -> null;
      case ARRIVE, START, RESOLVE -> new OrderCommand.Arrive(taskNo, latitude, longitude);
      case CANNOT_COMPLETE -> new OrderCommand.CannotComplete(taskNo, said);
    };
  }

  private @Nullable OrderCommand atTheDoor() {
    return switch (step) {
      case DEPART, ARRIVE -> null;
      case START, RESOLVE -> new OrderCommand.StartWork(taskNo);
      case CANNOT_COMPLETE -> new OrderCommand.CannotComplete(taskNo, said);
    };
  }

  private @Nullable OrderCommand atWork() {
    return switch (step) {
      case DEPART, ARRIVE, START -> null;
      case RESOLVE -> new OrderCommand.ResolveTask(taskNo, said);
      case CANNOT_COMPLETE -> new OrderCommand.CannotComplete(taskNo, said);
    };
  }
}
