package cn.siduan.dispatch.report;

import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.Satisfaction;
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
 * Which follow-ups a figure is about. The figure and the list of the orders behind it are the same
 * query, so they cannot disagree.
 */
final class RateQuery {

  private static final Duration LONGEST = Duration.ofDays(3 * 366);

  /** What else a list of orders may be narrowed to. */
  enum Measure {
    FOLLOWED_UP("true"),
    RESPONDED("f.responded"),
    NOT_RESPONDED("not f.responded"),
    RESOLVED("f.resolved"),
    NOT_RESOLVED("not f.resolved"),
    SATISFIED("f.satisfaction = 'SATISFIED'"),
    FAIRLY_SATISFIED("f.satisfaction = 'FAIRLY_SATISFIED'"),
    DISSATISFIED("f.satisfaction = 'DISSATISFIED'"),
    UNANSWERED("f.satisfaction is null");

    private final String sql;

    Measure(String sql) {
      this.sql = sql;
    }
  }

  static final String FROM =
      """
      from follow_up f join service_order o on o.id = f.order_id join service_item i on i.id = o.item_id
      join service_category k on k.id = i.category_id join centre c on c.id = o.centre_id
      left join provider p on p.id = f.provider_id
      """;

  private final List<String> where = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private final RateSettings settings;

  RateQuery(ApiRequest request, RateSettings settings, CentreDirectory centres) {
    this.settings = settings;
    Instant from = Instant.parse(request.text("from"));
    Instant to = Instant.parse(request.text("to"));
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Problem.input(FieldError.of("to", to, "report-period")).exception();
    }
    add("f.followed_up_at >= :from and f.followed_up_at < :to", "from", from);
    values.put("to", to);
    request
        .findNumber("centre_id")
        .ifPresent(
            id ->
                add(
                    "c.path like :path || '%'",
                    "path", centres.find(id).map(Centre::path).orElse("/none/")));
    request.findNumber("category_id").ifPresent(id -> add("k.id = :category", "category", id));
    request
        .findNumber("provider_id")
        .ifPresent(id -> add("f.provider_id = :provider", "provider", id));
    where.add("k.code <> all(:excluded_categories) and i.code <> all(:excluded_items)");
  }

  private void add(String condition, String name, Object value) {
    where.add(condition);
    values.put(name, value);
  }

  RateQuery only(Measure measure) {
    where.add(measure.sql);
    return this;
  }

  /** Behind the row that a page ended with. */
  RateQuery after(Instant at, long orderId, int round) {
    add(
        "(f.followed_up_at, f.order_id, f.round) > (:after_at, :after_id, :after_round)",
        "after_at",
        at);
    values.put("after_id", orderId);
    values.put("after_round", round);
    return this;
  }

  String where() {
    return " where " + String.join(" and ", where);
  }

  Query bind(Query query) {
    values.forEach(query::bind);
    for (Satisfaction answer : Satisfaction.values()) {
      query.bind(
          "weight_" + answer.name().toLowerCase(java.util.Locale.ROOT), settings.weight(answer));
    }
    return query
        .bind("unanswered", settings.unansweredCounts())
        .bindArray("excluded_categories", String.class, settings.excludedCategories().toArray())
        .bindArray("excluded_items", String.class, settings.excludedItems().toArray());
  }
}
