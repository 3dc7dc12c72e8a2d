package cn.siduan.dispatch.order;

import static cn.siduan.dispatch.order.OrderLifecycle.firstOf;
import static cn.siduan.dispatch.order.OrderLifecycle.role;
import static cn.siduan.dispatch.order.OrderLifecycle.wrongTask;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.order.OrderCommand.OnTask;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands on one task: what its provider and worker do, and what a dispatcher does with
 * it.
 */
final class TaskLifecycle {

  private static final Set<Role> DISPATCHERS =
      EnumSet.of(Role.OPERATOR, Role.SUPERVISOR, Role.SYSTEM);
  private static final Set<Role> PROVIDER = EnumSet.of(Role.PROVIDER_DISPATCHER);
  private static final Set<Role> PROVIDER_STAFF = EnumSet.of(Role.PROVIDER_DISPATCHER, Role.WORKER);

  private TaskLifecycle() {}

  static Decision decide(Order order, OnTask command, By by) {
    Task task = order.findTask(command.taskNo()).orElse(null);
    if (task == null) {
      return Draft.refused(new Refusal.NoSuchTask(command.taskNo()));
    }
    if (order.state() == OrderState.MERGED) {
      return Draft.refused(
          new Refusal.WrongOrderState(
              "task", order.state(), java.util.List.of(OrderState.IN_PROGRESS)));
    }
    Draft draft = new Draft(order, by);
    return switch (command) {
      case OrderCommand.OfferTask c -> OfferLifecycle.offer(draft, task, c);
      case OrderCommand.AcceptOffer c -> OfferLifecycle.accept(draft, task, c);
      case OrderCommand.DeclineOffer c -> OfferLifecycle.decline(draft, task, c);
      case OrderCommand.ExpireOffer c -> OfferLifecycle.expire(draft, task, c);
      case OrderCommand.RevokeOffer c -> OfferLifecycle.revoke(draft, task, c);
      case OrderCommand.NameWorker c ->
          held(
              draft,
              "nameWorker",
              task,
              PROVIDER,
              new OrderEvent.WorkerNamed(task.no(), c.workerId()),
              TaskState.ACCEPTED,
              TaskState.SCHEDULED,
              TaskState.EN_ROUTE,
              TaskState.SUSPENDED);
      case OrderCommand.ScheduleVisit c ->
          c.when().isAfter(by.occurredAt())
              ? held(
                  draft,
                  "schedule",
                  task,
                  PROVIDER_STAFF,
                  new OrderEvent.VisitScheduled(task.no(), c.when()),
                  TaskState.ACCEPTED,
                  TaskState.SCHEDULED)
              : Draft.refused(new Refusal.NotInFuture("when"));
      case OrderCommand.Depart _ ->
          held(
              draft,
              "depart",
              task,
              PROVIDER_STAFF,
              new OrderEvent.WorkerDeparted(task.no()),
              TaskState.ACCEPTED,
              TaskState.SCHEDULED);
      case OrderCommand.Arrive c ->
          held(
              draft,
              "arrive",
              task,
              PROVIDER_STAFF,
              new OrderEvent.WorkerArrived(task.no(), c.latitude(), c.longitude()),
              TaskState.EN_ROUTE);
      case OrderCommand.StartWork _ ->
          held(
              draft,
              "start",
              task,
              PROVIDER_STAFF,
              new OrderEvent.WorkStarted(task.no()),
              TaskState.ON_SITE);
      case OrderCommand.ResolveTask c ->
          held(
              draft,
              "resolve",
              task,
              PROVIDER_STAFF,
              new OrderEvent.TaskResolved(task.no(), c.result()),
              TaskState.IN_PROGRESS);
      case OrderCommand.CannotComplete c ->
          held(
              draft,
              "cannotComplete",
              task,
              PROVIDER_STAFF,
              new OrderEvent.TaskNotCompleted(task.no(), c.reason()),
              TaskState.EN_ROUTE,
              TaskState.ON_SITE,
              TaskState.IN_PROGRESS);
      case OrderCommand.RequestReturn c ->
          asked(
              draft,
              "requestReturn",
              task,
              PROVIDER,
              new OrderEvent.ReturnRequested(task.no(), c.reason()),
              TaskState.ACCEPTED,
              TaskState.SCHEDULED);
      case OrderCommand.RequestSuspension c ->
          asked(
              draft,
              "requestSuspension",
              task,
              PROVIDER_STAFF,
              new OrderEvent.SuspensionRequested(task.no(), c.reason()),
              TaskState.ACCEPTED,
              TaskState.SCHEDULED,
              TaskState.EN_ROUTE,
              TaskState.ON_SITE,
              TaskState.IN_PROGRESS);
      case OrderCommand.RequestExtension c ->
          asked(
              draft,
              "requestExtension",
              task,
              PROVIDER,
              new OrderEvent.ExtensionRequested(task.no(), c.days(), c.reason()),
              TaskState.ACCEPTED,
              TaskState.SCHEDULED,
              TaskState.EN_ROUTE,
              TaskState.ON_SITE,
              TaskState.IN_PROGRESS,
              TaskState.SUSPENDED);
      case OrderCommand.Grant c -> grant(draft, task, c);
      case OrderCommand.Refuse c -> refuse(draft, task, c.reason());
      case OrderCommand.ResumeTask _ -> resume(draft, task);
      case OrderCommand.Reassign c -> reassign(draft, task, c.reason());
    };
  }

  private static Decision held(
      Draft draft,
      String name,
      Task task,
      Set<Role> roles,
      OrderEvent event,
      TaskState... allowed) {
    Refusal refusal =
        firstOf(
            role(name, draft.by(), roles),
            holder(task, draft.by().actor()),
            state(name, task, allowed));
    return refusal != null
        ? Draft.refused(refusal)
        : draft.add(event).handledIfAllTasksAre().accepted();
  }

  private static Decision asked(
      Draft draft,
      String name,
      Task task,
      Set<Role> roles,
      OrderEvent event,
      TaskState... allowed) {
    return task.requested() != null
        ? Draft.refused(new Refusal.RequestOpen(task.no(), task.requested()))
        : held(draft, name, task, roles, event, allowed);
  }

  /** A return is approved by a dispatcher, a suspension or an extension by a supervisor. */
  private static Decision grant(Draft draft, Task task, OrderCommand.Grant command) {
    Request request = task.requested();
    if (request == null) {
      return Draft.refused(new Refusal.NothingRequested(task.no()));
    }
    int asked = Objects.requireNonNullElse(task.requestedDays(), 0);
    int granted = Objects.requireNonNullElse(command.days(), asked);
    Refusal refusal =
        firstOf(
            role("grant", draft.by(), deciders(request)),
            request == Request.EXTENSION
                ? extension(task, granted, asked, command.mostDays())
                : null);
    return refusal != null
        ? Draft.refused(refusal)
        : draft
            .add(
                switch (request) {
                  case RETURN -> new OrderEvent.ReturnApproved(task.no());
                  case SUSPENSION -> new OrderEvent.SuspensionGranted(task.no());
                  case EXTENSION -> new OrderEvent.ExtensionGranted(task.no(), granted);
                })
            .accepted();
  }

  private static @Nullable Refusal extension(Task task, int days, int asked, int most) {
    int before = task.extendedDays();
    if (days > asked) {
      return new Refusal.MoreThanAsked(task.no(), days, asked);
    }
    return days > most - before ? new Refusal.ExtendedTooFar(task.no(), days, before, most) : null;
  }

  private static Decision refuse(Draft draft, Task task, String reason) {
    Request request = task.requested();
    if (request == null) {
      return Draft.refused(new Refusal.NothingRequested(task.no()));
    }
    Refusal refusal = role("refuse", draft.by(), deciders(request));
    return refusal != null
        ? Draft.refused(refusal)
        : draft
            .add(
                switch (request) {
                  case RETURN -> new OrderEvent.ReturnRefused(task.no(), reason);
                  case SUSPENSION -> new OrderEvent.SuspensionRefused(task.no(), reason);
                  case EXTENSION -> new OrderEvent.ExtensionRefused(task.no(), reason);
                })
            .accepted();
  }

  private static Set<Role> deciders(Request request) {
    return switch (request) {
      case RETURN -> DISPATCHERS;
      case SUSPENSION, EXTENSION -> EnumSet.of(Role.SUPERVISOR);
    };
  }

  private static Decision resume(Draft draft, Task task) {
    Actor actor = draft.by().actor();
    boolean centre = actor.role() == Role.SUPERVISOR || actor.role() == Role.SYSTEM;
    Refusal refusal =
        firstOf(
            centre ? null : role("resume", draft.by(), PROVIDER_STAFF),
            centre ? null : holder(task, actor),
            state("resume", task, TaskState.SUSPENDED));
    return refusal != null
        ? Draft.refused(refusal)
        : draft.add(new OrderEvent.TaskResumed(task.no())).accepted();
  }

  private static Decision reassign(Draft draft, Task task, String reason) {
    Refusal refusal =
        firstOf(
            role("reassign", draft.by(), DISPATCHERS),
            state(
                "reassign",
                task,
                TaskState.ACCEPTED,
                TaskState.SCHEDULED,
                TaskState.EN_ROUTE,
                TaskState.ON_SITE,
                TaskState.IN_PROGRESS,
                TaskState.SUSPENDED));
    return refusal != null
        ? Draft.refused(refusal)
        : draft
            .add(
                new OrderEvent.TaskReassigned(
                    task.no(), Objects.requireNonNull(task.providerId()), reason))
            .accepted();
  }

  /** The provider that has the task; and if a worker is named, among its workers that one. */
  private static @Nullable Refusal holder(Task task, Actor actor) {
    if (!Objects.equals(task.providerId(), actor.providerId())) {
      return new Refusal.NotYours();
    }
    return actor.role() == Role.WORKER && !Objects.equals(task.workerId(), actor.workerId())
        ? new Refusal.OtherWorker(task.no())
        : null;
  }

  static @Nullable Refusal state(String command, Task task, TaskState... allowed) {
    return Arrays.asList(allowed).contains(task.state()) ? null : wrongTask(command, task, allowed);
  }
}
