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
}
