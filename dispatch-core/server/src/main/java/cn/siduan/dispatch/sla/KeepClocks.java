package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.deadline.Deadlines;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.command.OrderHistory;
import cn.siduan.dispatch.platform.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes an order's deadlines with every change that may move them, in the order's transaction. */
public final class KeepClocks implements OrderEventHandler {

  private final OrderClocks clocks;
  private final Deadlines deadlines;

  public KeepClocks(OrderClocks clocks, Deadlines deadlines) {
    this.clocks = clocks;
    this.deadlines = deadlines;
  }

  @Override
  public void on(Tx tx, OrderChange change) {
    if (change.events().stream().noneMatch(KeepClocks::matters) || neverRan(change)) {
      return;
    }
    write(tx, change.after().id(), history(tx, change), level(tx, change));
  }

  @Override
  public void adopt(Tx tx, List<OrderChange> past) {
    if (!neverRan(past.getFirst())) {
      List<Happened> history =
          past.stream()
              .flatMap(change -> change.events().stream().map(e -> new Happened(e, change.by())))
              .toList();
      write(tx, past.getFirst().after().id(), history, Optional.empty());
    }
  }

  private static boolean matters(OrderEvent event) {
    return SlaClock.concerns(event)
        || event instanceof OrderEvent.ClockBreached
        || event instanceof OrderEvent.BreachEscalated;
  }

  /** Answered while it was taken: three quarters of all calls, and nothing to wait for. */
  private static boolean neverRan(OrderChange change) {
    return change.before() == null && !change.after().state().isOpen();
  }

  private static List<Happened> history(Tx tx, OrderChange change) {
    Order before = change.before();
    List<Happened> history =
        before == null
            ? new ArrayList<>()
            : new ArrayList<>(OrderHistory.read(tx.handle(), before.id(), before.version()));
    change.events().forEach(e -> history.add(new Happened(e, change.by())));
    return history;
  }

  private static Optional<String> level(Tx tx, OrderChange change) {
    return change.before() == null
        ? Optional.empty()
        : ClockRows.findLevel(tx.handle(), change.after().id());
  }

  /** Deadlines as they follow from a history. */
  void write(Tx tx, long orderId, List<Happened> history, Optional<String> level) {
    List<ClockState> states = clocks.read(history, level);
    List<ClockPlan> plans = states.stream().map(s -> ClockPlan.of(s, history)).toList();
    ClockRows.put(tx, orderId, states, plans);
    plans.stream()
        .map(ClockPlan::firesAt)
        .filter(Objects::nonNull)
        .min(java.util.Comparator.naturalOrder())
        .ifPresent(at -> deadlines.willFire(tx, at));
  }
}
