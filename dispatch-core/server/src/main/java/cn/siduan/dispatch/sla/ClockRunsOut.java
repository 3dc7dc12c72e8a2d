package cn.siduan.dispatch.sla;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.deadline.Deadline;
import cn.siduan.dispatch.deadline.DeadlineHandler;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.command.OrderHistory;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What comes of a clock that runs out: first a warning, then the breach, then the next tier. Looks
 * at the order's history as it is now; what is done already is left alone.
 */
public final class ClockRunsOut implements DeadlineHandler {

  private final Orders orders;
  private final OrderClocks clocks;
  private final KeepClocks keep;
  private final Alarms alarms;
  private final Clock clock;

  public ClockRunsOut(
      Orders orders, OrderClocks clocks, KeepClocks keep, Alarms alarms, Clock clock) {
    this.orders = orders;
    this.clocks = clocks;
    this.keep = keep;
    this.alarms = alarms;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return ClockRows.KIND;
  }

  @Override
  public void fire(Tx tx, Deadline deadline, boolean late) {
    long orderId = Objects.requireNonNull(deadline.orderId());
    Order order = OrderStore.find(tx.handle(), orderId).orElseThrow();
    List<Happened> history = OrderHistory.read(tx.handle(), orderId, order.version());
    Optional<String> level = ClockRows.findLevel(tx.handle(), orderId);
    // the rows may be of an older calendar
    keep.write(tx, orderId, history, level);
    clocks.read(history, level).stream()
        .filter(c -> ClockRows.key(orderId, c).equals(deadline.key()))
        .findFirst()
        .ifPresent(c -> fire(tx, deadline, order, c, ClockPlan.of(c, history), late));
  }

  private void fire(
      Tx tx, Deadline deadline, Order order, ClockState state, ClockPlan plan, boolean late) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (plan.firesAt() == null || now.isBefore(plan.firesAt())) {
      return;
    }
    if (plan.breach().isPresent()) {
      Tier tier = above(plan.breach().get().tier());
      run(
          tx,
          order,
          deadline,
          now,
          new OrderCommand.EscalateBreach(state.clock(), state.round(), tier));
      alarms.escalated(tx, order, state, tier, late, now);
    } else if (now.isBefore(state.dueAt())) {
      ClockRows.warned(tx, deadline.id(), state);
      alarms.warned(tx, order, state, late, now);
    } else {
      Tier tier = firstTier(state);
      run(
          tx,
          order,
          deadline,
          now,
          new OrderCommand.RecordBreach(state.clock(), state.round(), state.dueAt(), late, tier));
      alarms.breached(tx, order, state, tier, late, now);
    }
  }

  private void run(Tx tx, Order order, Deadline deadline, Instant now, OrderCommand command) {
    orders.carryOut(tx, order, command, By.system(now), "deadline-" + deadline.id());
  }

  /** The community had it. What an emergency misses is the district's at once. */
  private static Tier firstTier(ClockState state) {
    return state.level().code().equals(ServiceLevels.EMERGENCY) ? Tier.DISTRICT : Tier.SUBDISTRICT;
  }

  private static Tier above(Tier tier) {
    return tier == Tier.COMMUNITY ? Tier.SUBDISTRICT : Tier.DISTRICT;
  }
}
