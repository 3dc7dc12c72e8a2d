package cn.siduan.dispatch.calls;

import cn.siduan.contract.Priority;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.db.WriteBatch.Jsonb;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Calls in PostgreSQL. */
final class CallStore {

  private CallStore() {}

  /**
   * @return false if the call was there already
   */
  static boolean insert(
      Tx tx, CallEvent.Arrived event, Priority priority, @Nullable Long residentId, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                insert into call (id, asterisk, channel, line, number, state, priority, language,
                                  resident_id, queued_at, seen_at, arrived_at)
                values (:id, :asterisk, :channel, :line, :number, 'WAITING', :priority, 'zh-CN',
                        :resident, :at, :now, :at)
                on conflict (id) do nothing
                """)
            .bind("id", event.callId())
            .bind("asterisk", event.asterisk())
            .bind("channel", event.channel())
            .bind("line", event.line())
            .bind("number", event.number())
            .bind("priority", priority)
            .bind("resident", residentId)
            .bind("at", event.at())
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * Locked until the transaction ends: what is decided of a call is decided one after the other.
   */
  static Optional<Call> lock(Handle handle, String id) {
    return handle
        .createQuery("select * from call where id = :id for update")
        .bind("id", id)
        .map((rs, _) -> call(rs))
        .findOne();
  }

  static Optional<Call> find(Handle handle, String id) {
    return handle
        .createQuery("select * from call where id = :id")
        .bind("id", id)
        .map((rs, _) -> call(rs))
        .findOne();
  }

  /** Newest first. */
  static List<Call> list(Handle handle, @Nullable String state, @Nullable String after, int limit) {
    return handle
        .createQuery(
            """
            select * from call
            where (:state::text is null or state = :state)
              and (:after::text is null
                   or (arrived_at, id) < (select c.arrived_at, c.id from call c where c.id = :after))
            order by arrived_at desc, id desc limit :limit
            """)
        .bind("state", state)
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, _) -> call(rs))
        .list();
  }

  /** How many are to be answered before this one. */
  static int ahead(Handle handle, Call call) {
    return handle
        .createQuery(
            """
            select count(*) from call
            where state in ('WAITING', 'RINGING', 'CALL_BACK') and id <> :id
              and (array_position(array['EMERGENCY', 'HIGH', 'NORMAL'], priority), queued_at)
                < (array_position(array['EMERGENCY', 'HIGH', 'NORMAL'], :priority), :queued)
            """)
        .bind("id", call.id())
        .bind("priority", call.priority())
        .bind("queued", call.queuedAt())
        .mapTo(Integer.class)
        .one();
  }

  /** With the names of what the caller was then told; once, however often it is told. */
  static void history(Tx tx, CallEvent event, CallReply reply, Instant now) {
    ObjectNode data = Json.MAPPER.valueToTree(event);
    String type = data.remove("type").asText();
    data.remove(List.of("call_id", "at"));
    if (!reply.say().isEmpty()) {
      reply.say().forEach(phrase -> data.withArray("said").add(phrase.prompt()));
    }
    tx.batch()
        .add(
            """
            insert into call_event (call_id, type, data, at, recorded_at)
            select t.* from (values (?, ?, ?::jsonb, ?::timestamptz, ?::timestamptz)) t (call_id, type, data, at, recorded_at)
            where not exists (select from call_event e where (e.call_id, e.type, e.at) = (t.call_id, t.type, t.at))\
            """,
            event.callId(),
            type,
            new Jsonb(data.toString()),
            event.at(),
            now);
  }

  static List<ObjectNode> listHistory(Handle handle, String id, int most) {
    return handle
        .createQuery(
            """
            select type, at, data from call_event where call_id = :id order by seq limit :most
            """)
        .bind("id", id)
        .bind("most", most)
        .map(
            (rs, _) -> {
              ObjectNode node =
                  Json.object()
                      .put("type", rs.getString("type"))
                      .put("at", instant(rs, "at").orElseThrow().toString());
              node.set("data", Json.tree(rs.getString("data")));
              return node;
            })
        .list();
  }

  static void seen(Tx tx, CallEvent.StillWaiting event, Instant now) {
    tx.batch()
        .add(
            "update call set seen_at = ?, looks = looks + 1, channel = ? where id = ?",
            now,
            event.channel(),
            event.callId());
  }

  static void state(Tx tx, String id, CallState state) {
    tx.batch().add("update call set state = ? where id = ?", state, id);
  }

  static void priority(Tx tx, String id, Priority priority) {
    tx.batch().add("update call set priority = ? where id = ?", priority, id);
  }

  static void order(Tx tx, String id, long orderId) {
    tx.batch().add("update call set order_id = ? where id = ?", orderId, id);
  }

  static void resident(Tx tx, String id, long residentId) {
    tx.batch().add("update call set resident_id = ? where id = ?", residentId, id);
  }

  /** In the queue again, with the place it had. */
  static void waiting(Tx tx, String id, Instant now) {
    tx.batch()
        .add(
            """
            update call set state = 'WAITING', operator_id = null, handed_to = '', seen_at = ?
            where id = ?\
            """,
            now,
            id);
  }

  /** At the place it had. */
  static void waitsAfterAll(Tx tx, String id) {
    tx.batch()
        .add(
            "update call set state = 'WAITING', operator_id = null, ended_at = null where id = ?",
            id);
  }

  static void handedOver(Tx tx, String id, String to) {
    tx.batch().add("update call set handed_to = ? where id = ?", to, id);
  }

  /** By an operator, from an order. */
  static void dialled(Tx tx, String id, long operatorId, long orderId) {
    tx.batch()
        .add(
            "update call set state = 'DIALLING', operator_id = ?, order_id = ? where id = ?",
            operatorId,
            orderId,
            id);
  }

  static boolean wasHandedOver(Handle handle, String id) {
    return handle
        .createQuery("select handed_to <> '' from call where id = :id")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /** What somebody did with a call, beside what Asterisk tells of it. */
  static void history(Tx tx, String callId, String type, Object data, Instant now) {
    tx.batch()
        .add(
            "insert into call_event (call_id, type, data, at, recorded_at) values (?, ?, ?, ?, ?)",
            callId,
            type,
            new Jsonb(Json.write(data)),
            now,
            now);
  }

  /** Known by the name the adapter gives it: call and fence. */
  static void recorded(Tx tx, Call call, int fence, Instant at) {
    tx.batch()
        .add(
            """
            insert into recording (call_id, kind, asterisk, file, begun_at) values (?, 'CONVERSATION', ?, ?, ?)
            on conflict (asterisk, file) do nothing\
            """,
            call.id(),
            call.asterisk(),
            call.id() + "-" + fence + ".wav",
            at);
  }

  static void reached(Tx tx, String id, String asterisk, String channel, Instant now) {
    tx.batch()
        .add(
            "update call set state = 'RINGING', asterisk = ?, channel = ?, seen_at = ? where id ="
                + " ?",
            asterisk,
            channel,
            now,
            id);
  }

  /** Tried again later, from behind those who wait now; given up after so many times. */
  static void callBackFailed(Tx tx, String id, int most) {
    tx.batch()
        .add(
            """
            update call set state = case when rings >= ? or line = 'dialled' then 'ABANDONED' else 'CALL_BACK' end,
                            ended_at = case when rings >= ? or line = 'dialled' then seen_at end
            where id = ? and state = 'DIALLING'\
            """,
            most,
            most,
            id);
  }

  static void talking(Tx tx, String id, Instant at) {
    tx.batch()
        .add(
            """
            update call set state = 'TALKING', answered_at = coalesce(answered_at, ?) where id = ?\
            """,
            at,
            id);
  }

  static void ended(Tx tx, String id, CallState state, Instant at) {
    tx.batch()
        .add(
            "update call set state = ?, ended_at = coalesce(ended_at, ?) where id = ?",
            state,
            at,
            id);
  }

  static void wrappedUp(Tx tx, String id, String outcome, @Nullable Long orderId) {
    tx.batch()
        .add(
            "update call set outcome = ?, order_id = coalesce(?, order_id) where id = ?",
            outcome,
            orderId,
            id);
  }

  static Call call(ResultSet rs) throws SQLException {
    return new Call(
        rs.getString("id"),
        rs.getString("asterisk"),
        rs.getString("channel"),
        rs.getString("line"),
        rs.getString("number"),
        CallState.valueOf(rs.getString("state")),
        Priority.valueOf(rs.getString("priority")),
        rs.getString("language"),
        rs.getObject("resident_id", Long.class),
        rs.getObject("operator_id", Long.class),
        instant(rs, "queued_at").orElseThrow(),
        instant(rs, "seen_at").orElseThrow(),
        instant(rs, "arrived_at").orElseThrow(),
        instant(rs, "answered_at").orElse(null),
        instant(rs, "ended_at").orElse(null),
        rs.getInt("looks"),
        rs.getInt("rings"),
        rs.getString("outcome"),
        rs.getObject("order_id", Long.class));
  }

  static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
