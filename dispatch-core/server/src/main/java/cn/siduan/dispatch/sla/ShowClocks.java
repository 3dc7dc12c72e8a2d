package cn.siduan.dispatch.sla;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.command.OrderHistory;
import cn.siduan.dispatch.order.view.ViewPart;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Adds the clocks to an order for the centre; for everybody else, what is due next. */
public final class ShowClocks implements ViewPart {

  private final OrderClocks clocks;
  private final Clock clock;

  public ShowClocks(OrderClocks clocks, Clock clock) {
    this.clocks = clocks;
    this.clock = clock;
  }

  @Override
  public void addTo(ObjectNode view, Handle handle, Actor actor, Order order) {
    List<ClockState> states =
        clocks.read(
            OrderHistory.read(handle, order.id(), order.version()),
            ClockRows.findLevel(handle, order.id()));
    if (actor.role().isCentreStaff()) {
      Instant now = clock.instant();
      view.set("clocks", Json.tree(states.stream().map(s -> ClockView.of(s, now)).toList()));
      return;
    }
    states.stream()
        .filter(s -> !s.isOver() && s.pausedAt() == null)
        .min(Comparator.comparing(ClockState::dueAt))
        .ifPresent(
            s ->
                view.set(
                    "next_due",
                    Json.object()
                        .put("clock", s.clock().name())
                        .put("due_at", s.dueAt().toString())));
  }

  /** For everybody, what is due next: the deadline rows say it without the histories. */
  @Override
  public void addToPage(Map<Long, List<ObjectNode>> views, Handle handle, Actor actor) {
    handle
        .createQuery(
            """
            select distinct on (order_id) order_id, clock, due_at from deadline
            where order_id = any(:orders) and kind = 'CLOCK' and stopped_at is null and paused_at is null
            order by order_id, due_at\
            """)
        .bindArray("orders", Long.class, views.keySet().toArray())
        .map(
            (rs, _) ->
                Map.entry(
                    rs.getLong("order_id"),
                    Json.object()
                        .put("clock", rs.getString("clock"))
                        .put("due_at", rs.getTimestamp("due_at").toInstant().toString())))
        .forEach(
            due ->
                views
                    .getOrDefault(due.getKey(), List.of())
                    .forEach(v -> v.set("next_due", due.getValue())));
  }
}
