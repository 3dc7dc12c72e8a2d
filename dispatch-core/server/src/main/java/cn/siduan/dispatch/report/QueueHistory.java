package cn.siduan.dispatch.report;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How long the queues of people were, and how old what waited in them. Taken every full hour as the
 * items themselves, so that a figure lists what is behind it.
 */
final class QueueHistory {

  /**
   * @param hours at which it was looked
   * @param meanWaiting over those hours, an hour with nothing counting as 0
   * @param mostAt the first hour at which it was longest
   * @param medianSeconds that items had waited, over all hours
   */
  record Line(
      String key,
      String name,
      Instant from,
      Instant to,
      long hours,
      double meanWaiting,
      long mostWaiting,
      @Nullable Instant mostAt,
      @Nullable Long medianSeconds,
      @Nullable Long oldestSeconds) {}

  /** An item behind a figure. */
  record Behind(
      Instant at,
      long itemId,
      String queue,
      long centreId,
      String subject,
      @Nullable String number,
      boolean inHand,
      Instant since,
      long seconds) {}

  private QueueHistory() {}

  /**
   * Every item of people, and the order it is about: work on a task names the order's id, other
   * work its number, which is the id and a check digit.
   */
  static void take(Tx tx, Instant hour) {
    tx.batch()
        .add(
            """
            insert into queue_waiting (at, item_id, queue, centre_id, order_id, subject, in_hand, since)
            select ?, w.id, w.queue, w.centre_id, o.id, w.subject, w.state = 'TAKEN', w.created_at
            from work_item w left join service_order o
              on o.id = cast(case when w.subject like 'order/%/task/%' then split_part(w.subject, '/', 2)
                else substring(w.subject from '^order/([0-9]{1,17})[0-9]/') end as bigint)
            where w.centre_id is not null and w.state in ('WAITING', 'TAKEN')
            on conflict do nothing\
            """,
            hour);
  }

  /** A figure was taken at every hour that has its row there, though nothing may have waited. */
  private static final String FROM =
      """
      from bucket b join figure_snapshot s on s.at >= b.begins and s.at < b.ends
      join queue_waiting w on w.at = s.at join centre c on c.id = w.centre_id
      left join service_order o on o.id = w.order_id left join service_item i on i.id = o.item_id
      left join service_category k on k.id = i.category_id
      left join lateral (select t.provider_id from task t where t.order_id = w.order_id
        and t.role = 'LEAD' order by t.no desc limit 1) lead on true
      left join provider p on p.id = lead.provider_id
      where
      """
          + Scope.WHOSE;

  static List<Line> lines(Handle handle, Scope scope) {
    boolean ofTime = scope.cut() == Scope.Cut.HOUR || scope.cut() == Scope.Cut.DAY;
    String sql =
        "with bucket as ("
            + scope.cut().buckets()
            + """
            ), hours as (
              select b.begins, b.ends, count(s.at) as hours from bucket b
              left join figure_snapshot s on s.at >= b.begins and s.at < b.ends group by 1, 2),
            item as (select %s as key, %s as name, b.begins, w.at, extract(epoch from w.at - w.since) as seconds
            """
                .formatted(scope.cut().key, scope.cut().name)
            + FROM
            + """
            ), hourly as (select key, max(name) as name, begins, at, count(*) as n from item group by 1, 3, 4),
            lengths as (
              select key, max(name) as name, begins, sum(n) as total, max(n) as most,
                (array_agg(at order by n desc, at))[1] as most_at from hourly group by 1, 3),
            ages as (
              select key, begins, percentile_cont(0.5) within group (order by seconds) as median,
                max(seconds) as oldest from item group by 1, 2)
            select coalesce(l.key, %s) as key, coalesce(l.name, '') as name, h.begins, h.ends, h.hours,
              coalesce(l.total::float8 / nullif(h.hours, 0), 0) as mean, coalesce(l.most, 0) as most, l.most_at,
              a.median, a.oldest
            from hours h %s join lengths l on l.begins = h.begins
            left join ages a on a.key = l.key and a.begins = l.begins
            where h.hours > 0 order by 1 limit %d\
            """
                .formatted(
                    ofTime ? scope.cut().key.replace("b.", "h.") : "''",
                    ofTime || scope.cut() == Scope.Cut.ALL ? "left" : "",
                    ClockFigures.MOST_LINES);
    return scope.bind(handle.createQuery(sql)).map((rs, _) -> line(rs)).list();
  }

  private static Line line(ResultSet rs) throws SQLException {
    return new Line(
        rs.getString("key"),
        rs.getString("name"),
        rs.getTimestamp("begins").toInstant(),
        rs.getTimestamp("ends").toInstant(),
        rs.getLong("hours"),
        Math.round(rs.getDouble("mean") * 100) / 100.0,
        rs.getLong("most"),
        rs.getTimestamp("most_at") == null ? null : rs.getTimestamp("most_at").toInstant(),
        seconds(rs, "median"),
        seconds(rs, "oldest"));
  }

  /** What waited, hour by hour. */
  static List<Behind> behind(
      Handle handle, Scope scope, Instant afterHour, long afterItem, long most) {
    String sql =
        "with bucket as ("
            + Scope.Cut.ALL.buckets()
            + ") select w.* "
            + FROM
            + " and (w.at, w.item_id) > (:after_hour, :after_item) order by w.at, w.item_id limit"
            + " :most";
    return scope
        .bind(handle.createQuery(sql))
        .bind("after_hour", afterHour)
        .bind("after_item", afterItem)
        .bind("most", most)
        .map((rs, _) -> behind(rs))
        .list();
  }

  private static Behind behind(ResultSet rs) throws SQLException {
    Instant at = rs.getTimestamp("at").toInstant();
    Instant since = rs.getTimestamp("since").toInstant();
    Long order = rs.getObject("order_id", Long.class);
    return new Behind(
        at,
        rs.getLong("item_id"),
        rs.getString("queue"),
        rs.getLong("centre_id"),
        rs.getString("subject"),
        order == null ? null : new OrderNumber(order).digits(),
        rs.getBoolean("in_hand"),
        since,
        Math.max(0, at.getEpochSecond() - since.getEpochSecond()));
  }

  private static @Nullable Long seconds(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : (Long) Math.round(value);
  }
}
