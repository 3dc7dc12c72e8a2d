package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.order.Assignment;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Offer;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.order.Supervision;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads orders with their tasks, offers and assignments, in one round trip. */
public final class OrderStore {

  private static final String SELECT =
      """
      select to_jsonb(o) || jsonb_build_object(
        'tasks', (select jsonb_agg(to_jsonb(t) order by t.no) from task t where t.order_id = o.id),
        'offers', (select jsonb_agg(to_jsonb(f) order by f.no) from offer f where f.order_id = o.id),
        'assignments', (select jsonb_agg(to_jsonb(a) order by a.offer_no)
                        from assignment a where a.order_id = o.id))
      from service_order o
      """;

  private OrderStore() {}

  public static Optional<Order> find(Handle handle, long id) {
    return one(handle, SELECT + "where o.id = :value", id);
  }

  public static Optional<Order> findByDeviceRef(Handle handle, UUID deviceRef) {
    return one(handle, SELECT + "where o.device_ref = :value", deviceRef);
  }

  public static Optional<Order> findByTrackingToken(Handle handle, String token) {
    return one(handle, SELECT + "where o.tracking_token = :value", token);
  }

  /** In the order of the ids given; ids unknown are left out. */
  public static List<Order> list(Handle handle, Collection<Long> ids) {
    return handle
        .createQuery(SELECT + "where o.id = any(:ids)")
        .bindArray("ids", Long.class, ids.toArray())
        .mapTo(String.class)
        .map(Json::tree)
        .map(OrderStore::order)
        .list();
  }

  /** Ids for new orders. */
  public static long nextId(Handle handle) {
    return handle.createQuery("select nextval('order_id')").mapTo(Long.class).one();
  }

  private static Optional<Order> one(Handle handle, String sql, Object value) {
    return handle
        .createQuery(sql)
        .bind("value", value)
        .mapTo(String.class)
        .findOne()
        .map(Json::tree)
        .map(OrderStore::order);
  }

  private static Order order(JsonNode row) {
    return new Order(
        Json.as(row, Intake.class),
        row.get("version").intValue(),
        row.get("round").intValue(),
        OrderState.valueOf(row.get("state").textValue()),
        longOrNull(row.get("merged_into")),
        row.get("answer").textValue(),
        row.get("resolved").isNull() ? null : row.get("resolved").booleanValue(),
        row.get("satisfaction").isNull()
            ? null
            : Satisfaction.valueOf(row.get("satisfaction").textValue()),
        row.get("supervision").isNull() ? null : Json.as(row.get("supervision"), Supervision.class),
        Role.valueOf(row.get("opened_by_role").textValue()),
        row.get("opened_by").longValue(),
        Json.as(row.get("occurred_at"), Instant.class),
        Json.as(row.get("received_at"), Instant.class),
        Json.as(row.get("updated_at"), Instant.class),
        row.get("closed_at").isNull() ? null : Json.as(row.get("closed_at"), Instant.class),
        list(row.get("tasks"), Task.class),
        list(row.get("offers"), Offer.class),
        list(row.get("assignments"), Assignment.class));
  }

  private static @Nullable Long longOrNull(JsonNode node) {
    return node.isNull() ? null : node.longValue();
  }

  private static <T> List<T> list(JsonNode rows, Class<T> type) {
    return StreamSupport.stream(rows.spliterator(), false).map(r -> Json.as(r, type)).toList();
  }
}
