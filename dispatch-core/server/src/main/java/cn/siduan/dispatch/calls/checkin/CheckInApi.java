package cn.siduan.dispatch.calls.checkin;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.IfMatch;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.References;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Plans of check-in calls, and what came of each. */
public final class CheckInApi {

  /** Schema SaveCheckInPlan of the contract. */
  private record Body(
      String name,
      long centreId,
      List<String> careFlags,
      List<Integer> weekdays,
      LocalTime begins,
      LocalTime ends,
      int attempts,
      int retryMinutes,
      boolean active) {

    CheckInPlan plan(long id) {
      return new CheckInPlan(
          id, name, centreId, careFlags, weekdays, begins, ends, attempts, retryMinutes, active, 1);
    }
  }

  private final Platform platform;

  public CheckInApi(Platform platform) {
    this.platform = platform;
  }

  public void register(ApiRouter router) {
    router
        .on("listCheckInPlans", this::plans)
        .on("getCheckInPlan", this::plan)
        .on("createCheckInPlan", this::create)
        .on("updateCheckInPlan", this::update)
        .on("listCheckIns", this::list);
  }

  private ApiReply plans(ApiRequest request) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    platform.database().read(CheckInStore::plans).forEach(p -> items.add(view(p)));
    return ApiReply.ok(answer);
  }

  private ApiReply plan(ApiRequest request) {
    CheckInPlan plan = platform.database().transaction(tx -> find(tx.handle(), request));
    return ApiReply.ok(view(plan)).version(plan.version());
  }

  private static CheckInPlan find(Handle handle, ApiRequest request) {
    long id = request.number("plan_id");
    return CheckInStore.findPlan(handle, id)
        .orElseThrow(() -> Problem.notFound("check_in_plan", id).exception());
  }

  private ApiReply create(ApiRequest request) {
    return platform
        .commands()
        .run(
            request,
            tx -> {
              CheckInPlan saved = save(tx, request, request.body(Body.class).plan(0));
              return ApiReply.created("/api/v1/check-in-plans/" + saved.id(), view(saved))
                  .version(saved.version());
            });
  }

  private ApiReply update(ApiRequest request) {
    IfMatch expected = request.ifMatch();
    return platform
        .commands()
        .run(
            request,
            tx -> {
              CheckInPlan before = find(tx.handle(), request);
              if (!expected.matches(before.version())) {
                throw expected
                    .stale(before.version())
                    .extended("current", view(before))
                    .exception();
              }
              CheckInPlan saved = save(tx, request, request.body(Body.class).plan(before.id()));
              return ApiReply.ok(view(saved)).version(saved.version());
            });
  }

  private CheckInPlan save(Tx tx, ApiRequest request, CheckInPlan plan) {
    if (!plan.begins().isBefore(plan.ends())) {
      throw Problem.input(FieldError.of("ends", plan.ends(), "later")).exception();
    }
    References.require(tx, "centre", "centre_id", plan.centreId(), "no-such-centre");
    Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
    long id = CheckInStore.save(tx, plan, now);
    AuditTrail.add(
        tx,
        now,
        request.actor(),
        request.operation().id(),
        "check_in_plan",
        id,
        null,
        Map.of("active", plan.active()),
        request.id());
    return CheckInStore.findPlan(tx.handle(), id).orElseThrow();
  }

  private ApiReply list(ApiRequest request) {
    int limit = request.findNumber("limit").orElse(50L).intValue();
    List<ObjectNode> found =
        platform
            .database()
            .read(
                handle ->
                    CheckInStore.list(
                        handle,
                        request.findText("day").map(LocalDate::parse).orElse(null),
                        request.findText("state").orElse(null),
                        request.findText("after").map(Long::valueOf).orElse(null),
                        limit + 1));
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    found.stream().limit(limit).forEach(items::add);
    if (found.size() > limit) {
      answer.put("next", found.get(limit - 1).get("id").asText());
    }
    return ApiReply.ok(answer);
  }

  private static ObjectNode view(CheckInPlan plan) {
    ObjectNode node =
        Json.object()
            .put("id", plan.id())
            .put("name", plan.name())
            .put("centre_id", plan.centreId())
            .put("begins", plan.begins().toString())
            .put("ends", plan.ends().toString())
            .put("attempts", plan.attempts())
            .put("retry_minutes", plan.retryMinutes())
            .put("active", plan.active())
            .put("version", plan.version());
    plan.careFlags().forEach(node.putArray("care_flags")::add);
    plan.weekdays().forEach(node.putArray("weekdays")::add);
    return node;
  }
}
