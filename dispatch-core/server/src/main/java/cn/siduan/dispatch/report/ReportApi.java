package cn.siduan.dispatch.report;

import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Operations on figures, rates and star ratings. */
public final class ReportApi {

  private final Platform platform;
  private final Rates rates;
  private final StarProposals stars;

  /**
   * @param zone in which months begin
   */
  public ReportApi(Platform platform, CentreDirectory centres, RateSettings settings, ZoneId zone) {
    this.platform = platform;
    rates = new Rates(platform.database(), centres, settings, zone.getId());
    stars = new StarProposals(platform, settings);
  }

  public void register(ApiRouter api) {
    api.on("reportRates", r -> ApiReply.ok(Map.of("items", rates.lines(r))))
        .on("reportRateOrders", this::behind)
        .on("exportRates", this::export)
        .on("reportNow", _ -> now())
        .on("reportHistory", this::history)
        .on("proposeStars", stars::propose)
        .on("listStarProposals", stars::list)
        .on("approveStarProposal", stars::approve)
        .on("refuseStarProposal", stars::refuse);
  }

  private ApiReply behind(ApiRequest request) {
    List<Rates.Behind> orders = rates.behind(request, request.number("limit"));
    ObjectNode page = Json.object();
    page.set("items", Json.tree(orders));
    if (orders.size() == request.number("limit")) {
      page.put("next", Rates.cursor(orders.getLast()));
    }
    return ApiReply.ok(page);
  }

  private ApiReply export(ApiRequest request) {
    return request.text("rows").equals("figures")
        ? ReportFile.of(request, "rates", ReportTables.RATES, rates.lines(request))
        : ReportFile.of(
            request,
            "rate-orders",
            ReportTables.RATE_ORDERS,
            rates.behind(request, ReportFile.MOST + 1));
  }

  private ApiReply now() {
    Instant now = platform.clock().instant();
    return ApiReply.ok(platform.database().read(handle -> Figures.read(handle, now)));
  }

  private ApiReply history(ApiRequest request) {
    List<JsonNode> hours = Snapshots.list(platform.database(), request, request.number("limit"));
    ObjectNode page = Json.object();
    page.set("items", Json.tree(hours));
    if (hours.size() == request.number("limit")) {
      page.put("next", hours.getLast().get("hour").asText());
    }
    return ApiReply.ok(page);
  }
}
