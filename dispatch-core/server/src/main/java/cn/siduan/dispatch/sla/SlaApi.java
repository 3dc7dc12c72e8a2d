package cn.siduan.dispatch.sla;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** Open deadlines, and the service level of an order. */
public final class SlaApi {

  record Change(String level, String reason) {}

  private record Line(long id, ObjectNode view) {}

  private final Database database;
  private final Orders orders;
  private final ServiceLevels levels;
  private final CentreDirectory centres;
  private final Clock clock;

  public SlaApi(
      Database database,
      Orders orders,
      ServiceLevels levels,
      CentreDirectory centres,
      Clock clock) {
    this.database = database;
    this.orders = orders;
    this.levels = levels;
    this.centres = centres;
    this.clock = clock;
  }

  public void register(ApiRouter api) {
    api.on("listDeadlines", this::deadlines).on("changeServiceLevel", this::change);
  }

  private ApiReply change(ApiRequest request) {
    Change change = request.body(Change.class);
    if (levels.find(change.level()).isEmpty()) {
      throw Problem.input(
              FieldError.of(
                  "level", change.level(), "service-level", Map.of("allowed", levels.codes())))
          .exception();
    }
    long id = RequestFacts.number(request).id();
    String from = database.read(h -> ClockRows.findPresentLevel(h, id)).orElse("");
    return orders.command(
        request, new OrderCommand.ChangeServiceLevel(from, change.level(), change.reason()));
  }

  /** Open clocks, the most urgent first. */
  private ApiReply deadlines(ApiRequest request) {
    Instant now = clock.instant();
    List<String> where = new ArrayList<>(List.of("d.kind = 'CLOCK'", "d.stopped_at is null"));
    where.add(
        switch (request.text("state")) {
          case "BREACHED" -> "d.paused_at is null and d.due_at <= :now";
          case "AT_RISK" -> "d.paused_at is null and d.warn_at <= :now and d.due_at > :now";
          case "PAUSED" -> "d.paused_at is not null";
          default -> "d.paused_at is null and d.due_at > :now";
        });
    request.findText("clock").ifPresent(_ -> where.add("d.clock = :clock"));
    request.findNumber("centre_id").ifPresent(_ -> where.add("c.path like :path || '%'"));
    request
        .findText("after")
        .ifPresent(
            _ ->
                where.add(
                    "(d.due_at, d.id) > (select a.due_at, a.id from deadline a where a.id ="
                        + " :after)"));
    List<Line> lines =
        database.read(
            handle -> {
              Query query =
                  handle.createQuery(
                      """
                      select d.id, d.order_id, o.priority, o.item_id, o.centre_id, o.state as order_state, %s
                      from deadline d join service_order o on o.id = d.order_id
                      join centre c on c.id = o.centre_id
                      where %s order by d.due_at, d.id limit :limit\
                      """
                          .formatted(columns(), String.join(" and ", where)));
              bind(query, request, now);
              return query.map((rs, _) -> line(rs, now)).list();
            });
    return page(lines, request);
  }

  private static String columns() {
    return "d." + ClockRows.COLUMNS.replace(", ", ", d.");
  }

  private void bind(Query query, ApiRequest request, Instant now) {
    query.bind("now", now).bind("limit", request.number("limit"));
    request.findText("clock").ifPresent(c -> query.bind("clock", c));
    request
        .findNumber("centre_id")
        .ifPresent(id -> query.bind("path", centres.find(id).map(Centre::path).orElse("/none/")));
    request.findText("after").ifPresent(a -> query.bind("after", cursor(a)));
  }

  private static long cursor(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException _) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
  }

  private Line line(ResultSet rs, Instant now) throws SQLException {
    ObjectNode view = Json.object();
    view.put("number", new OrderNumber(rs.getLong("order_id")).digits());
    view.put("order_state", rs.getString("order_state"));
    view.put("priority", rs.getString("priority"));
    view.put("item_id", rs.getLong("item_id"));
    view.put("centre_id", rs.getLong("centre_id"));
    view.set("clock", Json.tree(ClockView.of(ClockRows.state(rs, levels), now)));
    return new Line(rs.getLong("id"), view);
  }

  private static ApiReply page(List<Line> lines, ApiRequest request) {
    ObjectNode page = Json.object();
    page.set("items", Json.tree(lines.stream().map(Line::view).toList()));
    if (lines.size() == request.number("limit")) {
      page.put("next", Long.toString(lines.getLast().id()));
    }
    return ApiReply.ok(page);
  }
}
