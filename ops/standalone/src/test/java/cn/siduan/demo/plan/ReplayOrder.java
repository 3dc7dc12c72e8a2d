package cn.siduan.demo.plan;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Offer;
import cn.siduan.dispatch.order.OfferState;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.Task;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts the steps of a planned order to the lifecycle that decides on real ones. */
final class ReplayOrder {

  private final PlannedOrder plan;
  private final long id;
  private final Map<String, PlannedOrder> plans;
  private Order order;

  private ReplayOrder(PlannedOrder plan, long id, Map<String, PlannedOrder> plans) {
    this.plan = plan;
    this.id = id;
    this.plans = plans;
  }

  /**
   * @param plans all of them by their keys, for those that are merged into others
   * @throws AssertionError if a step is refused
   */
  static Order replay(PlannedOrder plan, long id, Map<String, PlannedOrder> plans) {
    return new ReplayOrder(plan, id, plans).run();
  }

  private Order run() {
    boolean answered = !plan.steps().isEmpty() && plan.steps().getFirst() instanceof Step.Answered;
    String answer = answered ? ((Step.Answered) plan.steps().getFirst()).answer() : null;
    decide(new OrderCommand.Open(intake(), List.of(), answer), opener(), plan.at());
    plan.steps().stream().filter(s -> !(s instanceof Step.Answered)).forEach(this::step);
    return order;
  }

  private void step(Step step) {
    decide(command(step), actor(step), step.at());
  }

  private OrderCommand command(Step step) {
    int no = order.tasks().isEmpty() ? 0 : order.tasks().getLast().no();
    return switch (step) {
      case Step.Answered _ -> throw new IllegalArgumentException("answered while it is opened");
      case Step.Offered s ->
          new OrderCommand.OfferTask(
              no,
              s.providers().stream().map(ReplayOrder::number).toList(),
              s.mode(),
              s.expiresAt());
      case Step.Declined s -> new OrderCommand.DeclineOffer(no, pending(s.provider()), s.reason());
      case Step.OfferExpired s -> new OrderCommand.ExpireOffer(no, pending(s.provider()));
      case Step.Accepted s ->
          new OrderCommand.AcceptOffer(no, pending(s.provider()), number(s.worker()));
      case Step.VisitScheduled s -> new OrderCommand.ScheduleVisit(no, s.when());
      case Step.Departed _ -> new OrderCommand.Depart(no);
      case Step.Arrived _ -> new OrderCommand.Arrive(no, null, null);
      case Step.Started _ -> new OrderCommand.StartWork(no);
      case Step.Resolved s -> new OrderCommand.ResolveTask(no, s.result());
      case Step.NotCompleted s -> new OrderCommand.CannotComplete(no, s.reason());
      case Step.SuspensionRequested s -> new OrderCommand.RequestSuspension(no, s.reason());
      case Step.SuspensionGranted _ -> new OrderCommand.Grant(no);
      case Step.Resumed _ -> new OrderCommand.ResumeTask(no);
      case Step.ReturnRequested s -> new OrderCommand.RequestReturn(no, s.reason());
      case Step.ReturnGranted _ -> new OrderCommand.Grant(no);
      case Step.Chased s -> new OrderCommand.Chase(s.note());
      case Step.FollowedUp s -> new OrderCommand.FollowUp(s.resolved(), s.satisfaction(), s.note());
      case Step.ClosedWithoutFollowUp s -> new OrderCommand.CloseWithoutFollowUp(s.reason());
      case Step.Cancelled s -> new OrderCommand.Cancel(s.reason());
      case Step.Merged s -> new OrderCommand.Merge(standing(s.into(), s.at()), s.reason());
    };
  }

  private Order standing(String key, Instant at) {
    return replay(plans.get(key).upTo(at), id + 1, plans);
  }

  private Actor actor(Step step) {
    return switch (step) {
      case Step.Declined s -> Actor.dispatcher(1, "", number(s.provider()));
      case Step.Accepted s -> Actor.dispatcher(1, "", number(s.provider()));
      case Step.VisitScheduled _, Step.SuspensionRequested _, Step.ReturnRequested _ ->
          Actor.dispatcher(1, "", task().providerId());
      case Step.Departed _, Step.Arrived _, Step.Started _, Step.Resolved _, Step.NotCompleted _ ->
          Actor.worker(1, "", task().providerId(), task().workerId());
      case Step.SuspensionGranted _, Step.Resumed _ -> Actor.staff(Role.SUPERVISOR, 1, "");
      case Step.Offered _, Step.OfferExpired _, Step.ReturnGranted _ -> Actor.SYSTEM;
      case Step.Answered _,
          Step.Chased _,
          Step.FollowedUp _,
          Step.ClosedWithoutFollowUp _,
          Step.Cancelled _,
          Step.Merged _ ->
          Actor.staff(Role.OPERATOR, 1, "");
    };
  }

  private Actor opener() {
    return switch (plan.channel()) {
      case VISIT -> Actor.staff(Role.VISITOR, 1, "");
      case PHONE -> Actor.staff(Role.OPERATOR, 1, "");
      default -> Actor.resident(number(plan.resident().code()), "", plan.contactPhone());
    };
  }

  private void decide(OrderCommand command, Actor actor, Instant at) {
    By by = new By(actor, Channel.SYSTEM, Tier.DISTRICT, at, at);
    switch (OrderLifecycle.decide(order, command, by)) {
      case Decision.Accepted accepted -> order = accepted.order();
      case Decision.Refused refused ->
          throw new AssertionError(plan.key() + ": " + command + " " + refused.refusal());
    }
  }

  private Task task() {
    return order.tasks().getLast();
  }

  private int pending(String provider) {
    return order.offers().stream()
        .filter(o -> o.state() == OfferState.PENDING && o.providerId() == number(provider))
        .mapToInt(Offer::no)
        .findFirst()
        .orElseThrow(() -> new AssertionError(plan.key() + ": no offer to " + provider));
  }

  private static long number(String code) {
    return Long.parseLong(code.substring(1));
  }

  private Intake intake() {
    return new Intake(
        id,
        plan.channel(),
        Tier.DISTRICT,
        plan.priority(),
        Long.parseLong(plan.item()),
        1,
        number(plan.resident().code()),
        number(plan.household().code()),
        plan.contactName(),
        plan.contactPhone(),
        plan.household().address(),
        1,
        plan.household().position().latitude(),
        plan.household().position().longitude(),
        plan.summary(),
        JsonNodeFactory.instance.objectNode(),
        null,
        null,
        List.of(),
        "",
        null);
  }
}
