package cn.siduan.dispatch.order;

import static cn.siduan.dispatch.order.OrderLifecycle.CENTRE;
import static cn.siduan.dispatch.order.OrderLifecycle.firstOf;
import static cn.siduan.dispatch.order.OrderLifecycle.role;
import static cn.siduan.dispatch.order.OrderLifecycle.state;
import static cn.siduan.dispatch.order.OrderLifecycle.wrongTask;

import org.jspecify.annotations.Nullable;

/** Decides commands that make one order of two, or two of one (并单、拆单). */
final class MergeLifecycle {

  private MergeLifecycle() {}

  static Decision merge(Order order, OrderCommand.Merge command, By by) {
    Refusal refusal =
        firstOf(
            role("merge", by, CENTRE),
            command.target().id() == order.id() ? new Refusal.SameOrder() : null,
            state("merge", order, OrderState.RECEIVED, OrderState.IN_PROGRESS, OrderState.REOPENED),
            state(
                "merge",
                command.target(),
                OrderState.RECEIVED,
                OrderState.IN_PROGRESS,
                OrderState.REOPENED,
                OrderState.FOLLOW_UP),
            nobodyHasIt("merge", order));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Draft draft = new Draft(order, by);
    order.tasks().forEach(t -> draft.supersedeOffers(t.no()));
    return draft
        .add(new OrderEvent.OrderMerged(command.target().id(), command.reason()))
        .accepted();
  }

  private static @Nullable Refusal nobodyHasIt(String command, Order order) {
    return order.currentTasks().stream()
        .filter(t -> !t.state().isUnplaced())
        .findFirst()
        .<Refusal>map(t -> wrongTask(command, t, TaskState.PENDING_DISPATCH, TaskState.OFFERED))
        .orElse(null);
  }

  static Decision unmerge(Order order, OrderCommand.Unmerge command, By by) {
    Refusal refusal =
        firstOf(role("unmerge", by, CENTRE), state("unmerge", order, OrderState.MERGED));
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by).add(new OrderEvent.OrderUnmerged(command.reason())).accepted();
  }

  static Decision absorb(Order order, OrderCommand.AbsorbMerged command, By by) {
    Refusal refusal =
        firstOf(
            role("merge", by, CENTRE),
            state(
                "merge",
                order,
                OrderState.RECEIVED,
                OrderState.IN_PROGRESS,
                OrderState.REOPENED,
                OrderState.FOLLOW_UP));
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by).add(new OrderEvent.MergeAbsorbed(command.sourceId())).accepted();
  }

  static Decision split(Order order, OrderCommand.SplitOff command, By by) {
    Refusal refusal =
        firstOf(
            role("split", by, CENTRE),
            state(
                "split", order, OrderState.RECEIVED, OrderState.IN_PROGRESS, OrderState.REOPENED));
    for (int no : command.taskNos()) {
      Task task = order.findTask(no).orElse(null);
      refusal =
          firstOf(
              refusal,
              task == null ? new Refusal.NoSuchTask(no) : null,
              task != null && task.state() != TaskState.PENDING_DISPATCH
                  ? wrongTask("split", task, TaskState.PENDING_DISPATCH)
                  : null);
    }
    boolean somethingStays =
        order.currentTasks().stream().anyMatch(t -> !command.taskNos().contains(t.no()));
    if (refusal != null || !somethingStays) {
      return Draft.refused(refusal != null ? refusal : new Refusal.OnlyTask());
    }
    Draft draft =
        new Draft(order, by)
            .add(
                new OrderEvent.OrderSplit(
                    command.newOrderId(), command.taskNos(), command.reason()));
    for (int no : command.taskNos()) {
      draft.add(new OrderEvent.TaskWithdrawn(no, "SPLIT"));
    }
    return draft.handledIfAllTasksAre().accepted();
  }
}
