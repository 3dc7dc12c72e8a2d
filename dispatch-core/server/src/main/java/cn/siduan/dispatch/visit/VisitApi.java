package cn.siduan.dispatch.visit;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.attachment.Attachments;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the home-visit app of workers says and asks. */
public final class VisitApi {

  /** What was done longer ago than this is dated so. */
  private static final Duration LONGEST_OFFLINE = Duration.ofDays(30);

  record Body(
      UUID id,
      VisitStep step,
      Instant occurredAt,
      @Nullable Instant deviceAt,
      @Nullable String deviceId,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Double accuracyM,
      @Nullable String said,
      @Nullable JsonNode checklist) {}

  private final Platform platform;
  private final KeepVisitSteps steps;
  private final KeepVisitFiles files;
  private final Clock clock;

  public VisitApi(Platform platform, Orders orders, OrderViews views, Attachments attachments) {
    this.platform = platform;
    this.clock = platform.clock();
    steps = new KeepVisitSteps(platform, orders, views);
    files = new KeepVisitFiles(platform, orders, attachments);
  }

  public void register(ApiRouter api) {
    api.on("recordVisitStep", this::step)
        .on("addVisitFile", r -> files.keep(r, by(r.actor(), occurredAt(r))))
        .on("listVisitSteps", this::list);
  }

  private ApiReply step(ApiRequest request) {
    Body body = request.body(Body.class);
    NextCommand wanted =
        new NextCommand(
            Math.toIntExact(request.number("task_no")),
            body.step(),
            said(body),
            body.latitude(),
            body.longitude());
    return steps.keep(
        request,
        RequestFacts.number(request),
        new KeepVisitSteps.Said(
            body.id(),
            wanted,
            by(request.actor(), body.occurredAt()),
            body.deviceAt(),
            body.deviceId(),
            body.accuracyM(),
            Objects.requireNonNullElseGet(body.checklist(), Json.MAPPER::createArrayNode)));
  }

  private static String said(Body body) {
    String said = body.said() == null ? "" : body.said().strip();
    boolean ends = body.step() == VisitStep.RESOLVE || body.step() == VisitStep.CANNOT_COMPLETE;
    if (ends && said.isEmpty()) {
      throw Problem.input(FieldError.of("said", "", "required")).exception();
    }
    return said;
  }

  private static Instant occurredAt(ApiRequest request) {
    return RequestFacts.instant("occurred_at", request.text("occurred_at"));
  }

  /**
   * A device's clock may be wrong, and what was done was done all the same: it is never refused for
   * its time. The history has when we were told beside it.
   */
  private By by(Actor worker, Instant said) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant earliest = now.minus(LONGEST_OFFLINE);
    Instant at = said.isAfter(now) ? now : said.isBefore(earliest) ? earliest : said;
    return new By(worker, Channel.APP, worker.tier(), at.truncatedTo(ChronoUnit.MICROS), now);
  }

  private ApiReply list(ApiRequest request) {
    OrderNumber number = RequestFacts.number(request);
    return platform
        .database()
        .read(
            handle -> {
              Order order =
                  OrderStore.find(handle, number.id())
                      .filter(o -> OrderAccess.maySee(request.actor(), o))
                      .orElseThrow(() -> Problem.notFound("order", number).exception());
              List<VisitStore.Row> rows =
                  VisitStore.list(handle, order.id()).stream()
                      .filter(r -> maySee(request.actor(), order, r))
                      .toList();
              return ApiReply.ok(Map.of("items", rows));
            });
  }

  /** A provider sees what its own workers did. */
  private static boolean maySee(Actor actor, Order order, VisitStore.Row row) {
    return !actor.role().isProviderStaff()
        || order
            .findTask(row.taskNo())
            .filter(t -> Objects.equals(t.providerId(), actor.providerId()))
            .isPresent();
  }
}
