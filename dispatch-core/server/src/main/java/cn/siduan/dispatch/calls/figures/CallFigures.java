package cn.siduan.dispatch.calls.figures;

import cn.siduan.dispatch.calls.figures.CallQuery.Measure;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts calls. */
final class CallFigures {

  /** One line for each of these. */
  enum By {
    ALL("'all'", "null"),
    LINE("c.line", "null"),
    HOUR(
        "to_char(date_trunc('hour', c.arrived_at at time zone 'UTC'),"
            + " 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')",
        "null"),
    OPERATOR("coalesce(c.operator_id::text, 'none')", "max(a.name)");

    private final String key;
    private final String name;

    By(String key, String name) {
      this.key = key;
      this.name = name;
    }
  }

  private CallFigures() {}

  /**
   * The wrap-up of a call is the one its operator went into as it ended; how much of the time on
   * duty was busy is asked of the operators' own times, cut to the period.
   */
  static List<Figure> list(Handle handle, CallQuery calls, By by, int limit) {
    String sql =
        """
        select %s as key, %s as name, count(*) as offered, count(c.answered_at) as answered,
               count(*) filter (where %s) as within_15, count(*) filter (where %s) as within_20,
               count(*) filter (where %s) as abandoned, count(*) filter (where %s) as transferred,
               count(*) filter (where c.ended_at is not null) as ended,
               extract(epoch from avg(c.answered_at - c.arrived_at))::float8 as asa,
               extract(epoch from avg(c.ended_at - c.answered_at + coalesce(w.ends - w.begins, interval '0')))::float8
                 as aht,
               %s as occupancy
        from call c left join account a on a.id = c.operator_id
        left join lateral (
          select t.begins, t.ends from operator_time t
          where t.account_id = c.operator_id and t.state = 'WRAP_UP' and t.ends is not null
            and t.begins between c.ended_at - interval '5 seconds' and c.ended_at + interval '5 seconds'
          order by t.begins limit 1) w on c.answered_at is not null
        %s group by 1 order by 1 limit :limit
        """
            .formatted(
                by.key,
                by.name,
                Measure.WITHIN_15.sql,
                Measure.WITHIN_20.sql,
                Measure.ABANDONED.sql,
                Measure.TRANSFERRED.sql,
                occupancy(by),
                calls.where());
    return calls
        .bind(handle.createQuery(sql))
        .bind("limit", limit)
        .map((rs, _) -> figure(rs))
        .list();
  }

  private static String occupancy(By by) {
    String busy =
        """
        (select (sum(extract(epoch from least(coalesce(t.ends, :to), :to) - greatest(t.begins, :from)))
                   filter (where t.state in ('TALKING', 'WRAP_UP'))
                 / nullif(sum(extract(epoch from least(coalesce(t.ends, :to), :to) - greatest(t.begins, :from))), 0))
                ::float8
         from operator_time t
         where t.state in ('TALKING', 'WRAP_UP', 'AVAILABLE', 'RESERVED')
           and t.begins < :to and coalesce(t.ends, :to) > :from%s)
        """;
    return switch (by) {
      case ALL -> busy.formatted("");
      case OPERATOR -> busy.formatted(" and t.account_id = min(c.operator_id)");
      // operators answer all lines, and an hour's share is asked for with that hour as the period
      case LINE, HOUR -> "null::float8";
    };
  }

  private static Figure figure(ResultSet rs) throws SQLException {
    long offered = rs.getLong("offered");
    return new Figure(
        rs.getString("key"),
        rs.getString("name"),
        offered,
        rs.getLong("answered"),
        share(rs.getLong("within_15"), offered),
        share(rs.getLong("within_20"), offered),
        share(rs.getLong("abandoned"), offered),
        number(rs, "asa"),
        number(rs, "aht"),
        rs.getLong("transferred"),
        number(rs, "occupancy"));
  }

  private static Double share(long part, long whole) {
    return rounded((double) part / whole);
  }

  private static @Nullable Double number(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : Double.valueOf(rounded(value));
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  /** A call behind a figure. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Behind(
      String callId,
      String line,
      String state,
      @Nullable Long operatorId,
      Instant arrivedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt) {}

  /** In the order they arrived. */
  static List<Behind> behind(Handle handle, CallQuery calls, int limit) {
    String sql =
        """
        select c.id, c.line, c.state, c.operator_id, c.arrived_at, c.answered_at, c.ended_at
        from call c %s order by c.arrived_at, c.id limit :limit
        """
            .formatted(calls.where());
    return calls
        .bind(handle.createQuery(sql))
        .bind("limit", limit)
        .map(
            (rs, _) ->
                new Behind(
                    rs.getString("id"),
                    rs.getString("line"),
                    rs.getString("state"),
                    rs.getObject("operator_id", Long.class),
                    rs.getTimestamp("arrived_at").toInstant(),
                    instant(rs, "answered_at"),
                    instant(rs, "ended_at")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getTimestamp(column) == null ? null : rs.getTimestamp(column).toInstant();
  }
}
