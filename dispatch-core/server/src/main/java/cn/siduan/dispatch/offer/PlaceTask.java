package cn.siduan.dispatch.offer;

import cn.siduan.contract.Priority;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.RoutingDecision;
import cn.siduan.dispatch.routing.Step;
import cn.siduan.dispatch.routing.store.Decisions;
import cn.siduan.dispatch.routing.store.Decisions.Outcome;
import cn.siduan.dispatch.routing.store.Router;
import cn.siduan.dispatch.workqueue.WorkHandler;
import cn.siduan.dispatch.workqueue.WorkItem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a task one step down its ladder: asks the next provider or providers, or else puts it
 * before people. The decision, the offers and what they wait for are one transaction.
 */
final class PlaceTask implements WorkHandler {

  private final SystemOrders orders;
  private final Router router;
  private final TaskWork work;
  private final EmergencyCall emergency;
  private final Clock clock;

  PlaceTask(
      SystemOrders orders, Router router, TaskWork work, EmergencyCall emergency, Clock clock) {
    this.orders = orders;
    this.router = router;
    this.work = work;
    this.emergency = emergency;
    this.clock = clock;
  }

  @Override
  public void handle(Tx tx, WorkItem item) {
    TaskRef ref = TaskRef.of(item);
    Order order = SystemOrders.lock(tx, ref.orderId());
    if (Waiting.forRouter(order, ref.taskNo())) {
      Task task = order.getTask(ref.taskNo());
      Policy policy = router.policy(order, task);
      int placing = Placings.of(order, task.no());
      var taken = Decisions.taken(tx.handle(), order.id(), task.no(), placing);
      Place place = new Place(tx, order, task, policy, placing, now());
      if (order.intake().priority() == Priority.EMERGENCY && taken.isEmpty()) {
        callEverybody(place);
      }
      from(place, Ladder.next(policy, taken));
    }
  }

  /** One task being placed. */
  private record Place(Tx tx, Order order, Task task, Policy policy, int placing, Instant now) {}

  /** The first step from {@code start} on that comes to something; the last one always does. */
  private void from(Place place, int start) {
    @Nullable RoutingDecision nobody = null;
    for (int step = start; ; step++) {
      switch (place.policy().ladder().get(step)) {
        case Step.Ask ask -> {
          RoutingDecision decision = ask(place, ask);
          if (!decision.isNobody()) {
            offer(place, ask, step, decision);
            return;
          }
          nobody = decision;
        }
        case Step.Queue queue -> {
          queue(place, queue, step, nobody == null ? look(place) : nobody);
          return;
        }
      }
    }
  }

  private RoutingDecision ask(Place place, Step.Ask ask) {
    return router.decide(
        place.tx().handle(), place.order(), place.task(), place.policy(), ask, place.now());
  }

  /** Who might be asked by the people who have it now. */
  private RoutingDecision look(Place place) {
    return router
        .decide(
            place.tx().handle(),
            place.order(),
            place.task(),
            place.policy(),
            Router.ANYBODY,
            place.now())
        .withoutChoice();
  }

  private void offer(Place place, Step.Ask ask, int step, RoutingDecision decision) {
    OrderCommand command =
        new OrderCommand.OfferTask(
            place.task().no(), decision.chosen(), ask.mode(), place.now().plus(ask.patience()));
    if (orders
        .run(place.tx(), place.order(), command, By.system(place.now()), "routing")
        .isEmpty()) {
      throw new IllegalStateException("a task to be placed was refused: " + command);
    }
    decided(place, Outcome.OFFERED, step, null, decision);
  }

  private void queue(Place place, Step.Queue queue, int step, RoutingDecision decision) {
    askPeople(place, queue.tier());
    if (queue.patience() != null) {
      work.escalate(
          place.tx(), place.order(), place.task().no(), step, place.now().plus(queue.patience()));
    }
    decided(place, Outcome.QUEUED, step, queue.tier(), decision);
  }

  /** One centre further up is asked as well. */
  void escalate(Tx tx, Order order, int taskNo, int step) {
    Task task = order.getTask(taskNo);
    Policy policy = router.policy(order, task);
    int placing = Placings.of(order, taskNo);
    var taken = Decisions.taken(tx.handle(), order.id(), taskNo, placing);
    boolean higherAlready = taken.keySet().stream().anyMatch(s -> s > step);
    int next = step + 1;
    if (taken.containsKey(step)
        && !higherAlready
        && next < policy.ladder().size()
        && policy.ladder().get(next) instanceof Step.Queue queue) {
      Place place = new Place(tx, order, task, policy, placing, now());
      queue(place, queue, next, look(place));
    }
  }

  private void callEverybody(Place place) {
    List<Tier> tiers = new ArrayList<>();
    for (Step step : place.policy().ladder()) {
      if (step instanceof Step.Queue queue) {
        tiers.add(queue.tier());
      }
    }
    tiers.forEach(tier -> askPeople(place, tier));
    emergency.call(place.tx(), place.order(), place.now());
  }

  /** Where a tier has no centre of its own, the nearest above it. */
  private void askPeople(Place place, Tier tier) {
    long at = place.order().intake().centreId();
    long centre =
        router
            .findAbove(at, tier)
            .or(() -> router.findAbove(at, Tier.SUBDISTRICT))
            .or(() -> router.findAbove(at, Tier.DISTRICT))
            .map(Centre::id)
            .orElse(at);
    work.ask(place.tx(), place.order(), place.task().no(), centre);
  }

  private static void decided(
      Place place, Outcome outcome, int step, @Nullable Tier tier, RoutingDecision decision) {
    Decisions.add(
        place.tx(),
        new Decisions.Made(
            place.order().id(),
            place.task().no(),
            place.now(),
            outcome,
            place.placing(),
            step,
            tier,
            null,
            null,
            decision,
            decision.chosen()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
