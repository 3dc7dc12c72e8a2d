package cn.siduan.demo.load;

import cn.siduan.demo.plan.PlannedOrder;
import cn.siduan.demo.plan.Step;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Offer;
import cn.siduan.dispatch.order.OfferState;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts the steps of planned orders to the lifecycle that decides on real ones, so that the demo has
 * no order that could not have come about.
 */
final class LivePlan {

  /** An order that another is merged into, at that time. */
  private record Absorbed(Instant at, String key) {}

  private final Ids ids;
  private final Actors actors;
  private final BiFunction<PlannedOrder, Long, Intake> intakes;
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, List<Absorbed>> absorbed = new HashMap<>();

  /** As it stood when the order of that key was merged into it. */
  private final Map<String, Order> targets = new HashMap<>();

  /**
   * @param intakes what was taken down of a planned order, under that id
   */
  LivePlan(Ids ids, Actors actors, BiFunction<PlannedOrder, Long, Intake> intakes) {
    this.ids = ids;
    this.actors = actors;
    this.intakes = intakes;
  }

  /**
   * @param plans in the order of time
   * @param firstId of the first of them
   */
  List<Past> live(List<PlannedOrder> plans, long firstId) {
    long id = firstId;
    for (PlannedOrder plan : plans) {
      numbers.put(plan.key(), id++);
      for (Step step : plan.steps()) {
        if (step instanceof Step.Merged merged) {
          absorbed
              .computeIfAbsent(merged.into(), _ -> new ArrayList<>())
              .add(new Absorbed(merged.at(), plan.key()));
        }
      }
    }
    return plans.stream().map(this::live).toList();
  }

  private Past live(PlannedOrder plan) {
    long id = Ids.get(numbers, plan.key());
    Life life = new Life(plan);
    String answer =
        plan.steps().isEmpty() || !(plan.steps().getFirst() instanceof Step.Answered a)
            ? null
            : a.answer();
    life.decide(
        new OrderCommand.Open(intakes.apply(plan, id), List.of(), answer), actors.opener(plan));
    List<Absorbed> others = new ArrayList<>(absorbed.getOrDefault(plan.key(), List.<Absorbed>of()));
    for (Step step : plan.steps()) {
      while (!others.isEmpty() && !others.getFirst().at().isAfter(step.at())) {
        life.absorb(others.removeFirst());
      }
      if (!(step instanceof Step.Answered)) {
        life.decide(life.command(step), actors.of(step, plan, life.order()));
      }
    }
    others.forEach(life::absorb);
    return new Past(List.copyOf(life.changes));
  }

  /** One order, as it goes on. */
  private final class Life {
    private final PlannedOrder plan;
    private final List<OrderChange> changes = new ArrayList<>();
    private @Nullable Order order;

    Life(PlannedOrder plan) {
      this.plan = plan;
    }

    Order order() {
      return Objects.requireNonNull(order);
    }

    void absorb(Absorbed other) {
      targets.put(other.key(), order());
      decide(
          new OrderCommand.AbsorbMerged(Ids.get(numbers, other.key())),
          actors.operator(order(), other.at()));
    }

    void decide(OrderCommand command, By by) {
      switch (OrderLifecycle.decide(order, command, by)) {
        case Decision.Accepted accepted -> {
          if (!accepted.events().isEmpty()) {
            changes.add(new OrderChange(order, accepted.order(), accepted.events(), by, ""));
          }
          order = accepted.order();
        }
        case Decision.Refused refused ->
            throw new IllegalStateException(plan.key() + ": " + command + " " + refused.refusal());
      }
    }

    OrderCommand command(Step step) {
      int no = order().tasks().isEmpty() ? 0 : order().tasks().getLast().no();
      return switch (step) {
        case Step.Answered _ -> throw new IllegalArgumentException("answered while it is opened");
        case Step.Offered s ->
            new OrderCommand.OfferTask(
                no,
                s.providers().stream().map(p -> Ids.get(ids.providers(), p)).toList(),
                s.mode(),
                s.expiresAt());
        case Step.Declined s ->
            new OrderCommand.DeclineOffer(no, pending(s.provider()), s.reason());
        case Step.OfferExpired s -> new OrderCommand.ExpireOffer(no, pending(s.provider()));
        case Step.Accepted s ->
            new OrderCommand.AcceptOffer(
                no, pending(s.provider()), Ids.get(ids.workers(), s.worker()));
        case Step.VisitScheduled s -> new OrderCommand.ScheduleVisit(no, s.when());
        case Step.Departed _ -> new OrderCommand.Depart(no);
        case Step.Arrived _ ->
            new OrderCommand.Arrive(no, order().intake().latitude(), order().intake().longitude());
        case Step.Started _ -> new OrderCommand.StartWork(no);
        case Step.Resolved s -> new OrderCommand.ResolveTask(no, s.result());
        case Step.NotCompleted s -> new OrderCommand.CannotComplete(no, s.reason());
        case Step.SuspensionRequested s -> new OrderCommand.RequestSuspension(no, s.reason());
        case Step.SuspensionGranted _, Step.ReturnGranted _ -> new OrderCommand.Grant(no);
        case Step.Resumed _ -> new OrderCommand.ResumeTask(no);
        case Step.ReturnRequested s -> new OrderCommand.RequestReturn(no, s.reason());
        case Step.Chased s -> new OrderCommand.Chase(s.note());
        case Step.FollowedUp s ->
            new OrderCommand.FollowUp(s.resolved(), s.satisfaction(), s.note());
        case Step.ClosedWithoutFollowUp s -> new OrderCommand.CloseWithoutFollowUp(s.reason());
        case Step.Cancelled s -> new OrderCommand.Cancel(s.reason());
        case Step.Merged s ->
            new OrderCommand.Merge(Objects.requireNonNull(targets.get(plan.key())), s.reason());
      };
    }

    private int pending(String provider) {
      long id = Ids.get(ids.providers(), provider);
      return order().offers().stream()
          .filter(o -> o.state() == OfferState.PENDING && o.providerId() == id)
          .mapToInt(Offer::no)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(plan.key() + ": no offer to " + provider));
    }
  }
}
