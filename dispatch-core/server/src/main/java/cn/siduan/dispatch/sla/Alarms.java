package cn.siduan.dispatch.sla;

import cn.siduan.contract.LiveEvent;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells those responsible that a promise is about to be broken, or is. */
public final class Alarms {

  private final Outbox outbox;

  public Alarms(Outbox outbox) {
    this.outbox = outbox;
  }

  void warned(Tx tx, Order order, ClockState clock, boolean late, Instant now) {
    tell(tx, order, clock, "WARNED", null, late, now);
  }

  void breached(Tx tx, Order order, ClockState clock, Tier tier, boolean late, Instant now) {
    tell(tx, order, clock, "BREACHED", tier, late, now);
  }

  void escalated(Tx tx, Order order, ClockState clock, Tier tier, boolean late, Instant now) {
    tell(tx, order, clock, "ESCALATED", tier, late, now);
  }

  private void tell(
      Tx tx,
      Order order,
      ClockState clock,
      String state,
      @Nullable Tier tier,
      boolean late,
      Instant now) {
    outbox.put(
        tx,
        audiences(order),
        new LiveEvent.ClockAlarm(
            order.number().digits(),
            clock.clock().name(),
            clock.round(),
            state,
            clock.dueAt(),
            tier,
            late,
            now),
        now);
  }

  /** The centre, and the provider that has the lead task. */
  private static Set<String> audiences(Order order) {
    Set<String> audiences = new HashSet<>(Set.of(Audiences.STAFF));
    order.currentTasks().stream()
        .filter(t -> t.role() == TaskRole.LEAD && t.state().isAssigned())
        .map(Task::providerId)
        .filter(Objects::nonNull)
        .forEach(id -> audiences.add(Audiences.provider(id)));
    return audiences;
  }
}
