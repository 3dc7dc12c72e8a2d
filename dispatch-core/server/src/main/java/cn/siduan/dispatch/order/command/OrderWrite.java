package cn.siduan.dispatch.order.command;

import cn.siduan.dispatch.order.Assignment;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Offer;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.WriteBatch;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rows of a change to a batch: the order behind its fence, what changed below it, its
 * events.
 */
public final class OrderWrite {

  private OrderWrite() {}

  public static void add(WriteBatch batch, OrderChange change) {
    Order before = change.before();
    Order after = change.after();
    if (before == null) {
      insertOrder(batch, after);
    } else {
      updateOrder(batch, before, after);
    }
    changed(before == null ? List.of() : before.tasks(), after.tasks())
        .forEach(t -> task(batch, after.id(), t));
    changed(before == null ? List.of() : before.offers(), after.offers())
        .forEach(o -> offer(batch, after.id(), o));
    changed(before == null ? List.of() : before.assignments(), after.assignments())
        .forEach(a -> assignment(batch, after.id(), a));
    int seq = change.firstSeq();
    for (OrderEvent event : change.events()) {
      event(batch, after.id(), seq++, event, change.by(), change.requestId());
    }
  }

  private static <T> List<T> changed(List<T> before, List<T> after) {
    return after.stream().filter(x -> !before.contains(x)).toList();
  }

  private static void insertOrder(WriteBatch batch, Order order) {
    Intake in = order.intake();
    batch.add(
        """
        insert into service_order (id, version, round, state, channel, tier, priority, item_id, form_version,
          resident_id, household_id, contact_name, contact_phone, address, centre_id, latitude, longitude, summary,
          form, slot_id, merged_into, split_from, despite_duplicates, answer, tracking_token, device_ref,
          opened_by_role, opened_by, resolved, satisfaction, supervision, occurred_at, received_at, updated_at,
          closed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
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
        supervision(order),
        order.occurredAt(),
        order.receivedAt(),
        order.updatedAt(),
        order.closedAt());
  }

  private static void updateOrder(WriteBatch batch, Order before, Order after) {
    batch.addFence(
        """
        update service_order set version = ?, round = ?, state = ?, merged_into = ?, answer = ?, resolved = ?,
          satisfaction = ?, supervision = ?, updated_at = ?, closed_at = ?
        where id = ? and version = ?\
        """,
        after.version(),
        after.round(),
        after.state(),
        after.mergedInto(),
        after.answer(),
        after.resolved(),
        after.satisfaction(),
        supervision(after),
        after.updatedAt(),
        after.closedAt(),
        after.id(),
        before.version());
  }

  private static @Nullable JsonNode supervision(Order order) {
    return order.supervision() == null ? null : Json.tree(order.supervision());
  }

  private static void task(WriteBatch batch, long orderId, Task t) {
    batch.add(
        """
        insert into task (order_id, no, round, role, item_id, state, suspended_from, provider_id, worker_id,
          scheduled_for, requested, requested_reason, requested_days, extended_days, result, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (order_id, no) do update set state = excluded.state, suspended_from = excluded.suspended_from,
          provider_id = excluded.provider_id, worker_id = excluded.worker_id, scheduled_for = excluded.scheduled_for,
          requested = excluded.requested, requested_reason = excluded.requested_reason,
          requested_days = excluded.requested_days, extended_days = excluded.extended_days, result = excluded.result,
          updated_at = excluded.updated_at\
        """,
        orderId,
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
        t.requestedDays(),
        t.extendedDays(),
        t.result(),
        t.updatedAt());
  }

  private static void offer(WriteBatch batch, long orderId, Offer o) {
    batch.add(
        """
        insert into offer (order_id, no, task_no, provider_id, mode, state, reason, offered_at, expires_at, closed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (order_id, no) do update set state = excluded.state, reason = excluded.reason,
          closed_at = excluded.closed_at\
        """,
        orderId,
        o.no(),
        o.taskNo(),
        o.providerId(),
        o.mode(),
        o.state(),
        o.reason(),
        o.offeredAt(),
        o.expiresAt(),
        o.closedAt());
  }

  private static void assignment(WriteBatch batch, long orderId, Assignment a) {
    batch.add(
        """
        insert into assignment (order_id, offer_no, task_no, provider_id, began_at, ended_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (order_id, offer_no) do update set ended_at = excluded.ended_at\
        """,
        orderId,
        a.offerNo(),
        a.taskNo(),
        a.providerId(),
        a.beganAt(),
        a.endedAt());
  }

  private static void event(
      WriteBatch batch, long orderId, int seq, OrderEvent event, By by, String requestId) {
    batch.add(
        """
        insert into order_event (order_id, seq, type, data, actor_role, actor_id, actor_name, channel, tier,
          occurred_at, recorded_at, request_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        orderId,
        seq,
        EventCodec.type(event),
        EventCodec.data(event),
        by.actor().role(),
        by.actor().id(),
        by.actor().name(),
        by.channel(),
        by.tier(),
        by.occurredAt(),
        by.recordedAt(),
        requestId);
  }
}
