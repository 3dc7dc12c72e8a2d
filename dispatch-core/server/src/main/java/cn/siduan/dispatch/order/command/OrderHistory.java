package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads histories as the values they were written from. */
public final class OrderHistory {

  private static final String SELECT =
      """
      select order_id, type, data, actor_role, actor_id, actor_name, channel, tier, occurred_at, recorded_at
      from order_event\
      """;

  private OrderHistory() {}

  /** Up to and with the event of that sequence. */
  public static List<Happened> read(Handle handle, long orderId, int upTo) {
    return handle
        .createQuery(SELECT + " where order_id = :id and seq <= :up_to order by seq")
        .bind("id", orderId)
        .bind("up_to", upTo)
        .map((rs, _) -> happened(rs))
        .list();
  }

  /** Of several orders, by their ids. */
  public static Map<Long, List<Happened>> read(Handle handle, Collection<Long> orderIds) {
    Map<Long, List<Happened>> histories = new HashMap<>();
    handle
        .createQuery(SELECT + " where order_id = any(:ids) order by order_id, seq")
        .bindArray("ids", Long.class, orderIds.toArray())
        .map((rs, _) -> Map.entry(rs.getLong("order_id"), happened(rs)))
        .forEach(
            e -> histories.computeIfAbsent(e.getKey(), _ -> new ArrayList<>()).add(e.getValue()));
    return histories;
  }

  private static Happened happened(ResultSet rs) throws SQLException {
    Actor actor =
        new Actor(
            Role.valueOf(rs.getString("actor_role")),
            rs.getLong("actor_id"),
            rs.getString("actor_name"),
            Tier.valueOf(rs.getString("tier")),
            null,
            null,
            null,
            null);
    return new Happened(
        EventCodec.read(rs.getString("type"), Json.tree(rs.getString("data"))),
        new By(
            actor,
            Channel.valueOf(rs.getString("channel")),
            actor.tier(),
            rs.getTimestamp("occurred_at").toInstant(),
            rs.getTimestamp("recorded_at").toInstant()));
  }
}
