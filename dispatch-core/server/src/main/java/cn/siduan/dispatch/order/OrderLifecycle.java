package cn.siduan.dispatch.order;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.order.OrderCommand.OnTask;
import cn.siduan.dispatch.order.Refusal.NotForRole;
import cn.siduan.dispatch.order.Refusal.NotYours;
import cn.siduan.dispatch.order.Refusal.WrongOrderState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what comes of a command on an order: events, or a refusal. Pure: the same values give the
 * same decision.
 *
 * <p>Commands on the whole order are decided here, those on one task in {@link TaskLifecycle},
 * merging and splitting in {@link MergeLifecycle}.
 */
public final class OrderLifecycle {

  static final Set<Role> CENTRE = EnumSet.of(Role.OPERATOR, Role.SUPERVISOR);
  private static final Set<Role> CENTRE_OR_SYSTEM =
      EnumSet.of(Role.OPERATOR, Role.SUPERVISOR, Role.SYSTEM);
  private static final Set<Role> ASKERS =
      EnumSet.of(Role.RESIDENT, Role.OPERATOR, Role.SUPERVISOR, Role.VISITOR, Role.MACHINE);
  private static final Set<Role> FOLLOWERS_UP =
      EnumSet.of(Role.RESIDENT, Role.OPERATOR, Role.SUPERVISOR, Role.SYSTEM);
  private static final Set<Role> STAFF =
      EnumSet.of(
          Role.OPERATOR, Role.SUPERVISOR, Role.VISITOR, Role.PROVIDER_DISPATCHER, Role.WORKER);

  private OrderLifecycle() {}

  /**
   * @param order present state; null for {@link OrderCommand.Open}, which makes the order
   */
  public static Decision decide(@Nullable Order order, OrderCommand command, By by) {
    if (command instanceof OrderCommand.Open open) {
      return open(open, by);
    }
    if (order == null) {
      throw new IllegalArgumentException(command + " needs an order");
    }
    return switch (command) {
      case OrderCommand.Open _ -> throw new IllegalStateException("handled above");
      case OnTask c -> TaskLifecycle.decide(order, c, by);
      case OrderCommand.AnswerDirectly c -> answer(order, c, by);
      case OrderCommand.Cancel c -> cancel(order, c, by);
      case OrderCommand.Reopen c -> reopen(order, c, by);
      case OrderCommand.Merge c -> MergeLifecycle.merge(order, c, by);
      case OrderCommand.Unmerge c -> MergeLifecycle.unmerge(order, c, by);
      case OrderCommand.AbsorbMerged c -> MergeLifecycle.absorb(order, c, by);
      case OrderCommand.ReleaseMerged c ->
          new Draft(order, by).add(new OrderEvent.MergeReleased(c.sourceId())).accepted();
      case OrderCommand.SplitOff c -> MergeLifecycle.split(order, c, by);
      case OrderCommand.AddTask c -> addTask(order, c, by);
      case OrderCommand.Chase c -> chase(order, c, by);
      case OrderCommand.Supervise c -> supervise(order, c, by);
      case OrderCommand.AddNote c -> note(order, c, by);
      case OrderCommand.Attach c -> attach(order, c, by);
      case OrderCommand.KeepEvidence c -> keepEvidence(order, c, by);
      case OrderCommand.FollowUp c -> followUp(order, c, by);
      case OrderCommand.CloseWithoutFollowUp c -> closeWithoutFollowUp(order, c, by);
      case OrderCommand.RecordBreach c ->
          ofClock(
              order,
              by,
              c.round(),
              new OrderEvent.ClockBreached(
                  c.clock(), c.round(), c.due(), c.late(), c.escalatedTo()));
      case OrderCommand.EscalateBreach c ->
          ofClock(
              order,
              by,
              c.round(),
              new OrderEvent.BreachEscalated(c.clock(), c.round(), c.escalatedTo()));
      case OrderCommand.ChangeServiceLevel c -> changeServiceLevel(order, c, by);
    };
  }

  private static Decision open(OrderCommand.Open command, By by) {
    if (!ASKERS.contains(by.actor().role()) && by.actor().role() != Role.SYSTEM) {
      return Draft.refused(new NotForRole("open", by.actor().role()));
    }
    if (command.directAnswer() != null && !CENTRE.contains(by.actor().role())) {
      return Draft.refused(new NotForRole("answer", by.actor().role()));
    }
    Draft draft = new Draft(null, by).add(new OrderEvent.OrderOpened(command.intake()));
    if (command.directAnswer() != null) {
      return draft
          .add(new OrderEvent.OrderAnswered(command.directAnswer()))
          .add(new OrderEvent.OrderClosed("ANSWERED"))
          .accepted();
    }
    draft.add(new OrderEvent.TaskAdded(1, TaskRole.LEAD, command.intake().itemId()));
    for (long itemId : command.assistItemIds()) {
      draft.add(new OrderEvent.TaskAdded(draft.order().nextTaskNo(), TaskRole.ASSIST, itemId));
    }
    return draft.accepted();
  }

  private static Decision answer(Order order, OrderCommand.AnswerDirectly command, By by) {
    Refusal refusal =
        firstOf(
            role("answer", by, CENTRE),
            state("answer", order, OrderState.RECEIVED, OrderState.REOPENED));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Draft draft = new Draft(order, by).add(new OrderEvent.OrderAnswered(command.answer()));
    draft.withdrawTasks("ANSWERED");
    return draft.add(new OrderEvent.OrderClosed("ANSWERED")).accepted();
  }

  private static Decision cancel(Order order, OrderCommand.Cancel command, By by) {
    Refusal refusal =
        firstOf(
            own("cancel", order, by, ASKERS),
            state(
                "cancel", order, OrderState.RECEIVED, OrderState.IN_PROGRESS, OrderState.REOPENED),
            by.actor().role() == Role.SUPERVISOR ? null : workNotBegun(order));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Draft draft = new Draft(order, by);
    draft.withdrawTasks(command.reason());
    return draft.add(new OrderEvent.OrderCancelled(command.reason())).accepted();
  }

  /** Once somebody is at the door only a supervisor calls the work off. */
  private static @Nullable Refusal workNotBegun(Order order) {
    return order.currentTasks().stream()
        .filter(
            t ->
                t.state() == TaskState.ON_SITE
                    || t.state() == TaskState.IN_PROGRESS
                    || t.state() == TaskState.RESOLVED)
        .findFirst()
        .<Refusal>map(
            t ->
                new Refusal.WrongTaskState(
                    "cancel",
                    t.no(),
                    t.state(),
                    List.of(
                        TaskState.PENDING_DISPATCH,
                        TaskState.OFFERED,
                        TaskState.ACCEPTED,
                        TaskState.SCHEDULED,
                        TaskState.EN_ROUTE)))
        .orElse(null);
  }

  private static Decision reopen(Order order, OrderCommand.Reopen command, By by) {
    Refusal refusal =
        firstOf(own("reopen", order, by, ASKERS), state("reopen", order, OrderState.CLOSED));
    return refusal != null
        ? Draft.refused(refusal)
        : nextRound(new Draft(order, by), command.reason()).accepted();
  }

  private static Draft nextRound(Draft draft, String reason) {
    draft.add(new OrderEvent.OrderReopened(reason, draft.order().round() + 1));
    return draft.add(
        new OrderEvent.TaskAdded(
            draft.order().nextTaskNo(), TaskRole.LEAD, draft.order().intake().itemId()));
  }

  private static Decision addTask(Order order, OrderCommand.AddTask command, By by) {
    Refusal refusal =
        firstOf(
            role("addTask", by, CENTRE),
            state(
                "addTask",
                order,
                OrderState.RECEIVED,
                OrderState.IN_PROGRESS,
                OrderState.REOPENED));
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by)
            .add(new OrderEvent.TaskAdded(order.nextTaskNo(), TaskRole.ASSIST, command.itemId()))
            .accepted();
  }

  private static Decision chase(Order order, OrderCommand.Chase command, By by) {
    Refusal refusal =
        firstOf(
            own("chase", order, by, ASKERS),
            state(
                "chase", order, OrderState.RECEIVED, OrderState.IN_PROGRESS, OrderState.REOPENED));
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by).add(new OrderEvent.Chased(command.note())).accepted();
  }

  /** Once more with another date replaces the first. */
  private static Decision supervise(Order order, OrderCommand.Supervise command, By by) {
    Refusal refusal =
        firstOf(
            role("supervise", by, EnumSet.of(Role.SUPERVISOR)),
            state(
                "supervise",
                order,
                OrderState.RECEIVED,
                OrderState.IN_PROGRESS,
                OrderState.REOPENED),
            command.dueAt().isAfter(by.recordedAt()) ? null : new Refusal.NotInFuture("due_at"));
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by)
            .add(new OrderEvent.Supervised(command.note(), command.dueAt()))
            .accepted();
  }

  private static Decision note(Order order, OrderCommand.AddNote command, By by) {
    Refusal refusal = own("addNote", order, by, STAFF);
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by).add(new OrderEvent.NoteAdded(command.text())).accepted();
  }

  private static Decision attach(Order order, OrderCommand.Attach command, By by) {
    Set<Role> everybody = EnumSet.copyOf(STAFF);
    everybody.addAll(ASKERS);
    Integer taskNo = command.taskNo();
    Refusal refusal =
        firstOf(
            own("attach", order, by, everybody),
            taskNo != null && order.findTask(taskNo).isEmpty()
                ? new Refusal.NoSuchTask(taskNo)
                : null);
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by)
            .add(
                new OrderEvent.Attached(
                    command.attachmentId(), command.kind(), command.name(), taskNo))
            .accepted();
  }

  /**
   * Whether the task once was the worker's is for the visits to say: the order has forgotten it.
   */
  private static Decision keepEvidence(Order order, OrderCommand.KeepEvidence command, By by) {
    Refusal refusal =
        firstOf(
            role("keepEvidence", by, EnumSet.of(Role.WORKER)),
            order.findTask(command.taskNo()).isEmpty()
                ? new Refusal.NoSuchTask(command.taskNo())
                : null);
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by)
            .add(
                new OrderEvent.EvidenceKept(
                    command.taskNo(),
                    command.what(),
                    command.why(),
                    command.said(),
                    command.attachmentId()))
            .accepted();
  }

  private static Decision followUp(Order order, OrderCommand.FollowUp command, By by) {
    Refusal refusal =
        firstOf(
            own("followUp", order, by, FOLLOWERS_UP),
            state("followUp", order, OrderState.FOLLOW_UP));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Draft draft =
        new Draft(order, by)
            .add(
                new OrderEvent.FollowedUp(
                    command.resolved(), command.satisfaction(), command.note()));
    return (command.resolved()
            ? draft.add(new OrderEvent.OrderClosed("FOLLOWED_UP"))
            : nextRound(draft, "NOT_RESOLVED"))
        .accepted();
  }

  private static Decision closeWithoutFollowUp(
      Order order, OrderCommand.CloseWithoutFollowUp command, By by) {
    Refusal refusal =
        firstOf(
            role("closeWithoutFollowUp", by, CENTRE_OR_SYSTEM),
            state("closeWithoutFollowUp", order, OrderState.FOLLOW_UP));
    return refusal != null
        ? Draft.refused(refusal)
        : new Draft(order, by).add(new OrderEvent.OrderClosed(command.reason())).accepted();
  }

  /** What the clocks record; nothing once the round is over. */
  private static Decision ofClock(Order order, By by, int round, OrderEvent event) {
    Refusal refusal = role("breach", by, EnumSet.of(Role.SYSTEM));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Draft draft = new Draft(order, by);
    return round == order.round() && order.state().isOpen()
        ? draft.add(event).accepted()
        : draft.accepted();
  }

  private static Decision changeServiceLevel(
      Order order, OrderCommand.ChangeServiceLevel command, By by) {
    Refusal refusal =
        firstOf(
            role("serviceLevel", by, EnumSet.of(Role.SUPERVISOR)),
            state(
                "serviceLevel",
                order,
                OrderState.RECEIVED,
                OrderState.IN_PROGRESS,
                OrderState.REOPENED,
                OrderState.FOLLOW_UP));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Draft draft = new Draft(order, by);
    return command.from().equals(command.to())
        ? draft.accepted()
        : draft
            .add(new OrderEvent.ServiceLevelChanged(command.from(), command.to(), command.reason()))
            .accepted();
  }

  static @Nullable Refusal role(String command, By by, Set<Role> allowed) {
    return allowed.contains(by.actor().role()) ? null : new NotForRole(command, by.actor().role());
  }

  /** Like {@link #role}, and those from outside the centre only on what is theirs. */
  private static @Nullable Refusal own(String command, Order order, By by, Set<Role> allowed) {
    Refusal refusal = role(command, by, allowed);
    return refusal != null || OrderAccess.maySee(by.actor(), order) ? refusal : new NotYours();
  }

  static @Nullable Refusal state(String command, Order order, OrderState... allowed) {
    return Arrays.asList(allowed).contains(order.state())
        ? null
        : new WrongOrderState(command, order.state(), List.of(allowed));
  }

  static Refusal wrongTask(String command, Task task, TaskState... allowed) {
    return new Refusal.WrongTaskState(command, task.no(), task.state(), List.of(allowed));
  }

  static @Nullable Refusal firstOf(@Nullable Refusal... refusals) {
    for (Refusal refusal : refusals) {
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
