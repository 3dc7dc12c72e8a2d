package cn.siduan.dispatch.calls.figures;

import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/**
 * Which calls a figure is about. The figure and the list of the calls behind it are the same query,
 * so they cannot disagree.
 */
final class CallQuery {

  private static final Duration LONGEST = Duration.ofDays(3 * 366);

  /** Waits are from the caller's arrival to the operator's picking up. */
  enum Measure {
    OFFERED("true"),
    ANSWERED("c.answered_at is not null"),
    WITHIN_15("c.answered_at <= c.arrived_at + interval '15 seconds'"),
    WITHIN_20("c.answered_at <= c.arrived_at + interval '20 seconds'"),
    ABANDONED("c.answered_at is null and c.ended_at is not null"),
    TRANSFERRED(
        """
        exists (select from call_event e where e.call_id = c.id and e.type = 'transferred')\
        """);

    final String sql;

    Measure(String sql) {
      this.sql = sql;
    }
  }

  private final List<String> where = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  private CallQuery(Instant from, Instant to) {
    add("c.arrived_at >= :from and c.arrived_at < :to", "from", from);
    values.put("to", to);
  }

  /**
   * @throws cn.siduan.dispatch.platform.http.ProblemException if the period is none, or too long
   */
  static CallQuery of(ApiRequest request) {
    Instant from = Instant.parse(request.text("from"));
    Instant to = Instant.parse(request.text("to"));
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Problem.input(FieldError.of("to", to, "report-period")).exception();
    }
    CallQuery query = new CallQuery(from, to);
    request.findText("line").ifPresent(line -> query.add("c.line = :line", "line", line));
    request
        .findNumber("operator_id")
        .ifPresent(id -> query.add("c.operator_id = :operator", "operator", id));
    return query;
  }

  static CallQuery between(Instant from, Instant to) {
    return new CallQuery(from, to);
  }

  CallQuery only(Measure measure) {
    where.add(measure.sql);
    return this;
  }

  /** Behind the call that a page ended with. */
  CallQuery after(String callId) {
    add(
        """
        (c.arrived_at, c.id) > (select l.arrived_at, l.id from call l where l.id = :after)\
        """,
        "after",
        callId);
    return this;
  }

  private void add(String condition, String name, Object value) {
    where.add(condition);
    values.put(name, value);
  }

  String where() {
    return "where " + String.join(" and ", where);
  }

  Query bind(Query query) {
    return query.bindMap(values);
  }
}
