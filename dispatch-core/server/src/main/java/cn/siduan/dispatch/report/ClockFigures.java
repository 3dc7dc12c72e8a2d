package cn.siduan.dispatch.report;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.ClockKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What became of a kind of clock in a period: kept, late, broken, still running, and how long it
 * took. The figure and the list of the orders behind it are the same query, so they cannot
 * disagree.
 */
final class ClockFigures {

  /**
   * @param breached promises whose instant was in the period, and passed
   * @param open running or paused when the period ended, or now
   * @param medianSeconds of those that ended
   * @param oldestOpenSeconds since the oldest of the open ones began
   */
  record Line(
      String key,
      String name,
      Instant from,
      Instant to,
      long ended,
      long inTime,
      long late,
      long breached,
      long open,
      @Nullable Long medianSeconds,
      @Nullable Long p90Seconds,
      @Nullable Long oldestOpenSeconds) {}

  /** An order behind a figure. */
  record Behind(
      long id,
      String number,
      int round,
      ClockKind clock,
      String level,
      Instant startedAt,
      Instant dueAt,
      @Nullable Instant stoppedAt,
      @Nullable Long providerId,
      long itemId,
      long centreId) {}

  /** Which of the clocks. */
  enum Measure {
    ENDED("m.what = 'ENDED'"),
    IN_TIME("m.what = 'ENDED' and m.stopped_at < m.due_at"),
    LATE("m.what = 'ENDED' and m.stopped_at >= m.due_at"),
    BREACHED("m.what = 'BREACHED'"),
    OPEN("m.what = 'OPEN'");

    private final String sql;

    Measure(String sql) {
      this.sql = sql;
    }
  }

  static final int MOST_LINES = 10_000;

  /** A clock is there once for each thing that happened to it; a dropped one ended nowhere. */
  private static final String MARKS =
      """
      with bucket as (%s), mark as (
        select 'ENDED' as what, b.begins, b.ends, d.* from bucket b
          join deadline d on d.stopped_at >= b.begins and d.stopped_at < b.ends
          where d.kind = 'CLOCK' and d.clock = :clock and not d.dropped
        union all
        select 'BREACHED', b.begins, b.ends, d.* from bucket b
          join deadline d on d.due_at >= b.begins and d.due_at < b.ends
          where d.kind = 'CLOCK' and d.clock = :clock and d.due_at <= :now
            and (d.stopped_at is null or d.stopped_at >= d.due_at)
            and (d.paused_at is null or d.paused_at >= d.due_at)
        union all
        select 'OPEN', b.begins, b.ends, d.* from bucket b
          join deadline d on d.started_at < b.ends and (d.stopped_at is null or d.stopped_at >= b.ends)
          where d.kind = 'CLOCK' and d.clock = :clock and b.begins <= :now and d.started_at <= :now)
      """;

  private static final String FROM =
      """
      from mark m join bucket b on b.begins = m.begins join service_order o on o.id = m.order_id join service_item i on i.id = o.item_id
      join service_category k on k.id = i.category_id join centre c on c.id = o.centre_id
      left join lateral (select t.provider_id from task t where t.order_id = m.order_id and t.round = m.round
        and t.role = 'LEAD' order by t.no desc limit 1) lead on true
      left join provider p on p.id = lead.provider_id
      where
      """
          + Scope.WHOSE;

  private ClockFigures() {}

  static List<Line> lines(Handle handle, Scope scope, ClockKind clock) {
    String sql =
        MARKS.formatted(scope.cut().buckets())
            + """
            select %s as key, max(%s) as name, min(b.begins) as begins, max(b.ends) as ends,
              count(*) filter (where %s) as ended, count(*) filter (where %s) as in_time,
              count(*) filter (where %s) as late, count(*) filter (where %s) as breached,
              count(*) filter (where %s) as open,
              percentile_cont(0.5) within group (order by extract(epoch from m.stopped_at - m.started_at))
                filter (where m.what = 'ENDED') as median,
              percentile_cont(0.9) within group (order by extract(epoch from m.stopped_at - m.started_at))
                filter (where m.what = 'ENDED') as p90,
              extract(epoch from max(least(m.ends, :now) - m.started_at) filter (where m.what = 'OPEN')) as oldest
            """
                .formatted(
                    scope.cut().key,
                    scope.cut().name,
                    Measure.ENDED.sql,
                    Measure.IN_TIME.sql,
                    Measure.LATE.sql,
                    Measure.BREACHED.sql,
                    Measure.OPEN.sql)
            + FROM
            + " group by 1 order by 1 limit "
            + MOST_LINES;
    return scope
        .bind(handle.createQuery(sql))
        .bind("clock", clock.name())
        .map((rs, _) -> line(rs))
        .list();
  }

  private static Line line(ResultSet rs) throws SQLException {
    return new Line(
        rs.getString("key"),
        rs.getString("name"),
        rs.getTimestamp("begins").toInstant(),
        rs.getTimestamp("ends").toInstant(),
        rs.getLong("ended"),
        rs.getLong("in_time"),
        rs.getLong("late"),
        rs.getLong("breached"),
        rs.getLong("open"),
        seconds(rs, "median"),
        seconds(rs, "p90"),
        seconds(rs, "oldest"));
  }

  /** The orders behind a figure of the whole period, by when their clocks were set. */
  static List<Behind> behind(
      Handle handle, Scope scope, ClockKind clock, Measure measure, long after, long most) {
    String sql =
        MARKS.formatted(Scope.Cut.ALL.buckets())
            + "select m.*, o.item_id, o.centre_id, p.id as provider_id "
            + FROM
            + " and m.id > :after and "
            + measure.sql
            + " order by m.id limit :most";
    return scope
        .bind(handle.createQuery(sql))
        .bind("clock", clock.name())
        .bind("after", after)
        .bind("most", most)
        .map((rs, _) -> behind(rs))
        .list();
  }

  private static Behind behind(ResultSet rs) throws SQLException {
    Timestamp stopped = rs.getTimestamp("stopped_at");
    return new Behind(
        rs.getLong("id"),
        new OrderNumber(rs.getLong("order_id")).digits(),
        rs.getInt("round"),
        ClockKind.valueOf(rs.getString("clock")),
        rs.getString("level"),
        rs.getTimestamp("started_at").toInstant(),
        rs.getTimestamp("due_at").toInstant(),
        stopped == null ? null : stopped.toInstant(),
        rs.getObject("provider_id", Long.class),
        rs.getLong("item_id"),
        rs.getLong("centre_id"));
  }

  private static @Nullable Long seconds(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : (Long) Math.round(value);
  }
}
