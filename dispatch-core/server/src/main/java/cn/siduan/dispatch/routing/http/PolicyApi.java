package cn.siduan.dispatch.routing.http;

import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.ProblemException;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.config.PolicyJson;
import cn.siduan.dispatch.routing.store.Policies;
import cn.siduan.dispatch.routing.whatif.WhatIf;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies: read, replaced by an administrator, tried on what happened. */
public final class PolicyApi {

  /** Body of compareRouting, as in the contract. */
  record Trial(
      String from,
      String to,
      @Nullable Long itemId,
      @Nullable Integer limit,
      @Nullable String code,
      @Nullable JsonNode policy) {

    static final int USUAL_LIMIT = 500;
  }

  private static final Duration LONGEST_TRIAL = Duration.ofDays(366);
  private static final Duration TRIAL_TIME = Duration.ofSeconds(60);

  private final Platform platform;
  private final Policies policies;
  private final WhatIf whatIf;

  public PolicyApi(Platform platform, Policies policies, WhatIf whatIf) {
    this.platform = platform;
    this.policies = policies;
    this.whatIf = whatIf;
  }

  public void register(ApiRouter api) {
    api.on("listRoutingPolicies", _ -> list())
        .on("getRoutingPolicy", this::get)
        .on("changeRoutingPolicy", this::change)
        .on("compareRouting", this::compare);
  }

  private ApiReply list() {
    return ApiReply.ok(Map.of("items", policies.list().stream().map(PolicyApi::view).toList()));
  }

  private ApiReply get(ApiRequest request) {
    return reply(find(request.text("code")));
  }

  private Policy find(String code) {
    return policies
        .findLatest(code)
        .orElseThrow(() -> Problem.notFound("routing_policy", code).exception());
  }

  private static ApiReply reply(Policy policy) {
    return ApiReply.ok(view(policy)).version(policy.version());
  }

  private static ObjectNode view(Policy policy) {
    return PolicyJson.write(policy).put("version", policy.version());
  }

  private ApiReply change(ApiRequest request) {
    Policy before = find(request.text("code"));
    if (!request.ifMatch().matches(before.version())) {
      throw stale(request, before);
    }
    Policy next =
        read("", Objects.requireNonNull(request.body()), before.code())
            .version(before.version() + 1);
    Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
    return platform
        .commands()
        .run(
            request,
            tx -> {
              policies.change(tx, next, request.actor(), now);
              AuditTrail.add(
                  tx,
                  now,
                  request.actor(),
                  request.operation().id(),
                  "routing_policy",
                  next.code(),
                  null,
                  Map.of("version", next.version()),
                  request.id());
              return reply(next);
            },
            (_, failure) -> overtaken(request, failure));
  }

  private Optional<ProblemException> overtaken(ApiRequest request, RuntimeException failure) {
    return DatabaseException.in(failure)
        .filter(DatabaseException::isUniqueViolation)
        .map(_ -> stale(request, find(request.text("code"))));
  }

  private static ProblemException stale(ApiRequest request, Policy now) {
    return request.ifMatch().stale(now.version()).extended("current", view(now)).exception();
  }

  /** The same checks as for routing.yaml. */
  private static Policy read(String below, JsonNode body, String code) {
    ConfigFaults faults = new ConfigFaults();
    Policy policy = PolicyJson.read("", ((ObjectNode) body.deepCopy()).put("code", code), faults);
    if (!faults.list().isEmpty()) {
      throw Problem.input(
              faults.list().stream()
                  .map(f -> FieldError.of(field(below, f), "", "policy", Map.of("limit", f)))
                  .toList())
          .exception();
    }
    return policy;
  }

  /** ".ladder[0].wait is …" as ladder/0/wait, the way other faults of bodies are named. */
  private static String field(String below, String fault) {
    String path = fault.substring(0, fault.indexOf(' '));
    return (below + path.replace("[", "/").replace("]", "").replace(".", "/"))
        .replaceFirst("^/", "");
  }

  private ApiReply compare(ApiRequest request) {
    Trial trial = request.body(Trial.class);
    Instant from = RequestFacts.instant("from", trial.from());
    Instant to = RequestFacts.instant("to", trial.to());
    if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST_TRIAL) > 0) {
      throw Problem.input(FieldError.of("to", trial.to(), "period")).exception();
    }
    Policy proposed = proposed(trial);
    int limit = Objects.requireNonNullElse(trial.limit(), Trial.USUAL_LIMIT);
    return ApiReply.ok(
        platform
            .database()
            .longTransaction(
                TRIAL_TIME,
                tx ->
                    whatIf.compare(
                        tx.handle(),
                        new WhatIf.Period(from, to, trial.itemId(), limit),
                        proposed,
                        platform.clock().instant())));
  }

  private Policy proposed(Trial trial) {
    String code = trial.code();
    JsonNode policy = trial.policy();
    if ((code == null) == (policy == null)) {
      throw Problem.input(FieldError.of("policy", "", "one-policy")).exception();
    }
    return policy != null
        ? read("policy", policy, "PROPOSED")
        : policies
            .find(Objects.requireNonNull(code))
            .orElseThrow(
                () ->
                    Problem.input(
                            FieldError.of("code", Objects.requireNonNull(code), "no-such-policy"))
                        .exception());
  }
}
