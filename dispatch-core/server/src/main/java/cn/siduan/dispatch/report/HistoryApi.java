package cn.siduan.dispatch.report;

import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.report.ClockFigures.Measure;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Promises and queues of a period, what is behind each figure, and both as files. */
public final class HistoryApi {

  private final Platform platform;
  private final CentreDirectory centres;
  private final String zone;

  /**
   * @param zone in which days begin
   */
  public HistoryApi(Platform platform, CentreDirectory centres, ZoneId zone) {
    this.platform = platform;
    this.centres = centres;
    this.zone = zone.getId();
  }

  public void register(ApiRouter api) {
    api.on("reportClocks", r -> ApiReply.ok(Map.of("items", clocks(r))))
        .on("reportClockOrders", this::clockOrders)
        .on("exportClocks", this::exportClocks)
        .on("reportQueues", r -> ApiReply.ok(Map.of("items", queues(r))))
        .on("reportQueueItems", this::queueItems)
        .on("exportQueues", this::exportQueues);
  }

  private Scope scope(ApiRequest request, Scope.Cut cut) {
    return Scope.of(request, cut, centres, zone, platform.clock().instant());
  }

  private List<ClockFigures.Line> clocks(ApiRequest request) {
    Scope scope = scope(request, Scope.cut(request));
    return platform.database().read(h -> ClockFigures.lines(h, scope, clock(request)));
  }

  private static ClockKind clock(ApiRequest request) {
    return ClockKind.valueOf(request.text("clock"));
  }

  private ApiReply clockOrders(ApiRequest request) {
    return page(request, clockOrders(request, request.number("limit")), o -> Long.toString(o.id()));
  }

  private List<ClockFigures.Behind> clockOrders(ApiRequest request, long most) {
    Scope scope = scope(request, Scope.Cut.ALL);
    Measure measure = Measure.valueOf(request.text("measure"));
    long after = request.findText("after").map(a -> number(a, a)).orElse(0L);
    return platform
        .database()
        .read(h -> ClockFigures.behind(h, scope, clock(request), measure, after, most));
  }

  private ApiReply exportClocks(ApiRequest request) {
    return request.text("rows").equals("figures")
        ? ReportFile.of(request, "clocks", ReportTables.CLOCKS, clocks(request))
        : ReportFile.of(
            request,
            "clock-orders",
            ReportTables.CLOCK_ORDERS,
            clockOrders(request, ReportFile.MOST + 1));
  }

  private List<QueueHistory.Line> queues(ApiRequest request) {
    Scope scope = scope(request, Scope.cut(request));
    return platform.database().read(h -> QueueHistory.lines(h, scope));
  }

  private ApiReply queueItems(ApiRequest request) {
    return page(
        request, queueItems(request, request.number("limit")), i -> i.at() + "_" + i.itemId());
  }

  private List<QueueHistory.Behind> queueItems(ApiRequest request, long most) {
    Scope scope = scope(request, Scope.Cut.ALL);
    String after = request.findText("after").orElse(Instant.EPOCH + "_0");
    String[] parts = after.split("_", 2);
    Instant hour = instant(parts[0], after);
    long item = number(parts.length == 2 ? parts[1] : "", after);
    return platform.database().read(h -> QueueHistory.behind(h, scope, hour, item, most));
  }

  private ApiReply exportQueues(ApiRequest request) {
    return request.text("rows").equals("figures")
        ? ReportFile.of(request, "queues", ReportTables.QUEUES, queues(request))
        : ReportFile.of(
            request,
            "queue-items",
            ReportTables.QUEUE_ITEMS,
            queueItems(request, ReportFile.MOST + 1));
  }

  private static <T> ApiReply page(ApiRequest request, List<T> items, Function<T, String> cursor) {
    ObjectNode page = Json.object();
    page.set("items", Json.tree(items));
    if (items.size() == request.number("limit")) {
      page.put("next", cursor.apply(items.getLast()));
    }
    return ApiReply.ok(page);
  }

  private static long number(String text, String after) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
  }

  private static Instant instant(String text, String after) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
  }
}
