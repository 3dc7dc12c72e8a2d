package cn.siduan.dispatch.calls.figures;

import cn.siduan.dispatch.calls.figures.CallFigures.By;
import cn.siduan.dispatch.calls.figures.CallQuery.Measure;
import cn.siduan.dispatch.imports.table.TableFormat;
import cn.siduan.dispatch.imports.table.TableWriter;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operations on the figures of the hotline. */
public final class CallFigureApi {

  /** Three years of hours. */
  private static final int MOST_LINES = 30_000;

  private static final List<String> TITLES =
      List.of(
          "key",
          "name",
          "offered",
          "answered",
          "service_level_15",
          "service_level_20",
          "abandonment",
          "speed_of_answer",
          "handling_time",
          "transferred",
          "occupancy");

  private final Platform platform;
  private final ZoneId zone;

  /**
   * @param zone in which days begin
   */
  public CallFigureApi(Platform platform, ZoneId zone) {
    this.platform = platform;
    this.zone = zone;
  }

  public void register(ApiRouter api) {
    api.on("reportCalls", this::figures)
        .on("reportCallsBehind", this::behind)
        .on("exportCallFigures", this::export)
        .on("reportCallsNow", _ -> now())
        .on("suggestStaffing", this::staffing);
  }

  private ApiReply figures(ApiRequest request) {
    ObjectNode answer = Json.object();
    answer.set("items", Json.tree(list(request, (int) request.number("limit"))));
    return ApiReply.ok(answer);
  }

  private List<Figure> list(ApiRequest request, int limit) {
    By by = By.valueOf(request.text("by").toUpperCase(Locale.ROOT));
    CallQuery calls = CallQuery.of(request);
    return platform.database().read(handle -> CallFigures.list(handle, calls, by, limit));
  }

  private ApiReply behind(ApiRequest request) {
    CallQuery calls = CallQuery.of(request).only(Measure.valueOf(request.text("measure")));
    request.findText("after").ifPresent(calls::after);
    int limit = (int) request.number("limit");
    List<CallFigures.Behind> found =
        platform.database().read(handle -> CallFigures.behind(handle, calls, limit));
    ObjectNode page = Json.object();
    page.set("items", Json.tree(found));
    if (found.size() == limit) {
      page.put("next", found.getLast().callId());
    }
    return ApiReply.ok(page);
  }

  private ApiReply export(ApiRequest request) {
    TableFormat.Kind kind =
        TableFormat.Kind.valueOf(request.text("format").toUpperCase(Locale.ROOT));
    TableWriter writer = TableWriter.of(kind, request.text("encoding").equals("gb18030"));
    try (writer) {
      writer.row(TITLES);
      list(request, MOST_LINES).forEach(f -> writer.row(cells(f)));
    }
    String type =
        switch (kind) {
          case CSV -> kind.mediaType() + "; charset=" + request.text("encoding");
          case XLSX -> kind.mediaType();
        };
    return ApiReply.bytes(type, writer.bytes())
        .header(
            "Content-Disposition", "attachment; filename=\"calls." + request.text("format") + "\"")
        .header("X-Content-Type-Options", "nosniff");
  }

  private static List<String> cells(Figure f) {
    @Nullable Object[] values = {
      f.key(),
      f.name(),
      f.offered(),
      f.answered(),
      f.serviceLevel15(),
      f.serviceLevel20(),
      f.abandonment(),
      f.speedOfAnswer(),
      f.handlingTime(),
      f.transferred(),
      f.occupancy()
    };
    return Arrays.stream(values).map(v -> Objects.toString(v, "")).toList();
  }

  private ApiReply now() {
    Instant now = platform.clock().instant();
    Instant today = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    return ApiReply.ok(platform.database().read(handle -> RightNow.read(handle, today, now)));
  }

  private ApiReply staffing(ApiRequest request) {
    LocalDate day =
        request
            .findText("date")
            .map(LocalDate::parse)
            .orElseGet(() -> LocalDate.ofInstant(platform.clock().instant(), zone).plusDays(1));
    ObjectNode answer = Json.object().put("date", day.toString());
    answer.set(
        "items",
        Json.tree(
            Staffing.suggest(
                platform.database().read(handle -> Staffing.past(handle, day, zone)))));
    return ApiReply.ok(answer);
  }
}
