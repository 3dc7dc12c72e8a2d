package cn.siduan.demo.load;

import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.command.EventCodec;
import cn.siduan.dispatch.platform.Json;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** Orders with their tasks, offers and assignments as they are now, and how that came about. */
final class LoadOrders {

  private final Handle handle;
  private final List<Past> pasts;

  LoadOrders(Handle handle, List<Past> pasts) {
    this.handle = handle;
    this.pasts = pasts;
  }

  void all() {
    each(
        """
        service_order (id, version, round, state, channel, tier, priority, item_id, form_version, resident_id,
          household_id, contact_name, contact_phone, address, centre_id, latitude, longitude, summary, form, slot_id,
          merged_into, split_from, despite_duplicates, answer, tracking_token, device_ref, opened_by_role, opened_by,
          resolved, satisfaction, occurred_at, received_at, updated_at, closed_at)\
        """,
        (table, past) -> order(table, past.order()));
    each(
        """
        task (order_id, no, round, role, item_id, state, suspended_from, provider_id, worker_id, scheduled_for,
          requested, requested_reason, result, updated_at)\
        """,
        (table, past) -> tasks(table, past.order()));
    each(
        """
        offer (order_id, no, task_no, provider_id, mode, state, reason, offered_at, expires_at, closed_at)\
        """,
        (table, past) -> offers(table, past.order()));
    each(
        "assignment (order_id, offer_no, task_no, provider_id, began_at, ended_at)",
        (table, past) -> assignments(table, past.order()));
    each(
        """
        order_event (order_id, seq, type, data, actor_role, actor_id, actor_name, channel, tier, occurred_at,
          recorded_at)\
        """,
        (table, past) -> past.changes().forEach(change -> events(table, change)));
  }

  private void each(String columns, BiConsumer<CopyTable, Past> rows) {
    try (CopyTable table = new CopyTable(handle, columns)) {
      pasts.forEach(past -> rows.accept(table, past));
    }
  }

  private static void order(CopyTable table, Order order) {
    Intake in = order.intake();
    table.row(
        in.id(),
        order.version(),
        order.round(),
        order.state(),
        in.channel(),
        in.tier(),
        in.priority(),
        in.itemId(),
        in.formVersion(),
        in.residentId(),
        in.householdId(),
        in.contactName(),
        in.contactPhone(),
        in.address(),
        in.centreId(),
        in.latitude(),
        in.longitude(),
        in.summary(),
        in.form(),
        in.slotId(),
        order.mergedInto(),
        in.splitFrom(),
        Json.tree(in.despiteDuplicates()),
        order.answer(),
        in.trackingToken(),
        in.deviceRef(),
        order.openedByRole(),
        order.openedBy(),
        order.resolved(),
        order.satisfaction(),
        order.occurredAt(),
        order.receivedAt(),
        order.updatedAt(),
        order.closedAt());
  }

  private static void tasks(CopyTable table, Order order) {
    order
        .tasks()
        .forEach(
            t ->
                table.row(
                    order.id(),
                    t.no(),
                    t.round(),
                    t.role(),
                    t.itemId(),
                    t.state(),
                    t.suspendedFrom(),
                    t.providerId(),
                    t.workerId(),
                    t.scheduledFor(),
                    t.requested(),
                    t.requestedReason(),
                    t.result(),
                    t.updatedAt()));
  }

  private static void offers(CopyTable table, Order order) {
    order
        .offers()
        .forEach(
            o ->
                table.row(
                    order.id(),
                    o.no(),
                    o.taskNo(),
                    o.providerId(),
                    o.mode(),
                    o.state(),
                    o.reason(),
                    o.offeredAt(),
                    o.expiresAt(),
                    o.closedAt()));
  }

  private static void assignments(CopyTable table, Order order) {
    order
        .assignments()
        .forEach(
            a ->
                table.row(
                    order.id(), a.offerNo(), a.taskNo(), a.providerId(), a.beganAt(), a.endedAt()));
  }

  private static void events(CopyTable table, OrderChange change) {
    By by = change.by();
    int seq = change.firstSeq();
    for (OrderEvent event : change.events()) {
      table.row(
          change.after().id(),
          seq++,
          EventCodec.type(event),
          EventCodec.data(event),
          by.actor().role(),
          by.actor().id(),
          by.actor().name(),
          by.channel(),
          by.tier(),
          by.occurredAt(),
          by.recordedAt());
    }
  }
}
