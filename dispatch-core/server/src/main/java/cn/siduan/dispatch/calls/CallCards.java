package cn.siduan.dispatch.calls;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jdbi.v3.core.Handle;

/** What an operator sees when the telephone rings: who it may be, and what is open. */
public final class CallCards {

  private static final int MOST_ORDERS = 20;
  private static final int MOST_EVENTS = 200;

  private final OrdersByPhone orders;

  public CallCards(OrdersByPhone orders) {
    this.orders = orders;
  }

  ObjectNode card(Handle handle, Call call) {
    ObjectNode card = view(call);
    ArrayNode residents = card.putArray("residents");
    for (Caller.Person person : Caller.of(handle, call.number()).residents()) {
      ObjectNode node = residents.addObject();
      node.put("id", person.id()).put("name", person.name()).put("language", person.language());
      if (person.householdId() != null) {
        node.put("household_id", person.householdId());
      }
      person.careFlags().forEach(node.putArray("care_flags")::add);
    }
    CallStore.listHistory(handle, call.id(), MOST_EVENTS).forEach(card.putArray("history")::add);
    ArrayNode recent = card.putArray("orders");
    handle
        .createQuery(
            """
            select o.id, o.state, o.item_id, o.summary, o.received_at,
                   o.state in ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED') as open
            from service_order o
            where o.contact_phone = :number and :number <> ''
            order by o.id desc limit :most
            """)
        .bind("number", call.number())
        .bind("most", MOST_ORDERS)
        .map(
            (rs, _) ->
                Json.object()
                    .put("number", new OrderNumber(rs.getLong("id")).digits())
                    .put("state", rs.getString("state"))
                    .put("item_name", orders.itemName(rs.getLong("item_id")))
                    .put("summary", rs.getString("summary"))
                    .put("open", rs.getBoolean("open"))
                    .put(
                        "received_at",
                        CallStore.instant(rs, "received_at").orElseThrow().toString()))
        .forEach(recent::add);
    return card;
  }

  static ObjectNode view(Call call) {
    ObjectNode node =
        Json.object()
            .put("id", call.id())
            .put("line", call.line())
            .put("number", call.number())
            .put("state", call.state().name())
            .put("priority", call.priority().name())
            .put("arrived_at", call.arrivedAt().toString())
            .put("queued_at", call.queuedAt().toString())
            .put("rings", call.rings());
    if (call.operatorId() != null) {
      node.put("operator_id", call.operatorId());
    }
    if (call.residentId() != null) {
      node.put("resident_id", call.residentId());
    }
    if (call.answeredAt() != null) {
      node.put("answered_at", call.answeredAt().toString());
    }
    if (call.endedAt() != null) {
      node.put("ended_at", call.endedAt().toString());
    }
    if (call.outcome() != null) {
      node.put("outcome", call.outcome());
    }
    if (call.orderId() != null) {
      node.put("order_number", new OrderNumber(call.orderId()).digits());
    }
    return node;
  }
}
