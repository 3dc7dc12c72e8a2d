package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The deadlines of orders' clocks, as rows. */
final class ClockRows {

  static final String KIND = "CLOCK";
  static final String COLUMNS =
      "round, clock, level, started_at, warn_at, due_at, paused_at, stopped_at, dropped";

  private ClockRows() {}

  /** One that was warned of does not warn again, unless the warning has moved. */
  private static final String PUT =
      """
      insert into deadline (kind, key, order_id, state, fires_at, try_at, round, clock, level, calendar,
        calendar_version, started_at, warn_at, due_at, paused_at, stopped_at, dropped)
      select 'CLOCK', r.key, ?, r.state, r.fires_at, r.fires_at, r.round, r.clock, r.level, r.calendar,
        r.calendar_version, r.started_at, r.warn_at, r.due_at, r.paused_at, r.stopped_at, r.dropped
      from jsonb_to_recordset(?) as r (key text, state text, fires_at timestamptz, round int, clock text,
        level text, calendar text, calendar_version int, started_at timestamptz, warn_at timestamptz,
        due_at timestamptz, paused_at timestamptz, stopped_at timestamptz, dropped boolean)
      on conflict (kind, key) do update set state = excluded.state, level = excluded.level,
        fires_at = case when excluded.fires_at = deadline.warned_for then excluded.due_at
                        else excluded.fires_at end,
        try_at = case when excluded.fires_at = deadline.warned_for then excluded.due_at
                      else excluded.fires_at end,
        attempts = 0, last_error = null, calendar = excluded.calendar,
        calendar_version = excluded.calendar_version, started_at = excluded.started_at,
        warn_at = excluded.warn_at, due_at = excluded.due_at, paused_at = excluded.paused_at,
        stopped_at = excluded.stopped_at, dropped = excluded.dropped\
      """;

  static void put(Tx tx, long orderId, List<ClockState> clocks, List<ClockPlan> plans) {
    ArrayNode rows = Json.MAPPER.createArrayNode();
    for (int i = 0; i < clocks.size(); i++) {
      rows.add(row(orderId, clocks.get(i), plans.get(i)));
    }
    tx.batch().add(PUT, orderId, rows);
  }

  private static JsonNode row(long orderId, ClockState clock, ClockPlan plan) {
    return Json.object()
        .put("key", key(orderId, clock))
        .put("state", plan.state().name())
        .put("fires_at", text(plan.firesAt()))
        .put("round", clock.round())
        .put("clock", clock.clock().name())
        .put("level", clock.level().code())
        .put("calendar", clock.term().calendar().code())
        .put("calendar_version", clock.term().calendar().version())
        .put("started_at", text(clock.startedAt()))
        .put("warn_at", text(clock.warnAt()))
        .put("due_at", text(clock.dueAt()))
        .put("paused_at", text(clock.pausedAt()))
        .put("stopped_at", text(clock.stoppedAt()))
        .put("dropped", clock.dropped());
  }

  static String key(long orderId, ClockState clock) {
    return orderId + "/" + clock.round() + "/" + clock.clock();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** Those responsible have been warned; next comes the breach. */
  static void warned(Tx tx, long deadlineId, ClockState clock) {
    tx.batch()
        .add(
            """
            update deadline set state = 'WAITING', warned_for = ?, fires_at = ?, try_at = ? where id = ?\
            """,
            clock.warnAt(),
            clock.dueAt(),
            clock.dueAt(),
            deadlineId);
  }

  /** The level the order was opened with, if it has clocks. */
  static Optional<String> findLevel(Handle handle, long orderId) {
    return handle
        .createQuery(
            "select level from deadline where kind = 'CLOCK' and order_id = :id"
                + " order by round, stopped_at nulls last, id limit 1")
        .bind("id", orderId)
        .mapTo(String.class)
        .findOne();
  }

  /** The level its running clocks have. */
  static Optional<String> findPresentLevel(Handle handle, long orderId) {
    return handle
        .createQuery(
            "select level from deadline where kind = 'CLOCK' and order_id = :id"
                + " order by round desc, (stopped_at is not null), id limit 1")
        .bind("id", orderId)
        .mapTo(String.class)
        .findOne();
  }

  static ClockState state(ResultSet rs, ServiceLevels levels) throws SQLException {
    return new ClockState(
        ClockKind.valueOf(rs.getString("clock")),
        rs.getInt("round"),
        levels.getOrOrdinary(rs.getString("level")),
        rs.getTimestamp("started_at").toInstant(),
        rs.getTimestamp("warn_at").toInstant(),
        rs.getTimestamp("due_at").toInstant(),
        instant(rs.getTimestamp("paused_at")),
        instant(rs.getTimestamp("stopped_at")),
        rs.getBoolean("dropped"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
