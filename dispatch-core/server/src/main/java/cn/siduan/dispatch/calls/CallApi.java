package cn.siduan.dispatch.calls;

import cn.siduan.dispatch.calls.PresenceStore.Presence;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.ProblemException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What operators and supervisors do with calls and with presence. */
public final class CallApi {

  private record PresenceBody(PresenceState state, @Nullable String reason, String extension) {}

  private record OperatorPresenceBody(PresenceState state, @Nullable String reason) {}

  private record WrapUpBody(String outcome, @Nullable String orderNumber) {}

  private final Platform platform;
  private final CallDesk desk;
  private final CallCards cards;
  private final String number;

  /**
   * @param number of the hotline
   */
  public CallApi(Platform platform, CallDesk desk, CallCards cards, String number) {
    this.platform = platform;
    this.desk = desk;
    this.cards = cards;
    this.number = number;
  }

  public void register(ApiRouter router) {
    router
        .on("getHotline", _ -> ApiReply.ok(Map.of("number", number)))
        .on("getPresence", this::presence)
        .on("setPresence", this::setPresence)
        .on("setOperatorPresence", this::setOperatorPresence)
        .on("listPresence", this::listPresence)
        .on("listCalls", this::list)
        .on("getCall", this::get)
        .on("wrapUpCall", this::wrapUp);
  }

  private ApiReply presence(ApiRequest request) {
    return ApiReply.ok(
        platform
            .database()
            .read(handle -> PresenceStore.find(handle, request.actor().id()))
            .map(CallApi::view)
            .orElseGet(() -> Json.object().put("state", PresenceState.OFFLINE.name())));
  }

  private ApiReply setPresence(ApiRequest request) {
    PresenceBody body = request.body(PresenceBody.class);
    return distributing(
        platform
            .commands()
            .run(request, tx -> setPresence(tx, request.actor().id(), body), CallApi::findRefusal));
  }

  /** By a supervisor, for somebody who went away, or is to rest; the telephone stays theirs. */
  private ApiReply setOperatorPresence(ApiRequest request) {
    OperatorPresenceBody body = request.body(OperatorPresenceBody.class);
    long id = request.number("operator_id");
    return distributing(
        platform
            .commands()
            .run(
                request,
                tx -> {
                  Presence there =
                      PresenceStore.find(tx.handle(), id)
                          .filter(p -> p.state() != PresenceState.OFFLINE)
                          .orElseThrow(() -> Problem.notFound("operator", id).exception());
                  ApiReply reply =
                      setPresence(
                          tx, id, new PresenceBody(body.state(), body.reason(), there.extension()));
                  audit(tx, request, "operator", String.valueOf(id), presenceDetail(body));
                  return reply;
                }));
  }

  private static Map<String, String> presenceDetail(OperatorPresenceBody body) {
    return Map.of(
        "state", body.state().name(), "reason", Objects.requireNonNullElse(body.reason(), ""));
  }

  private ApiReply distributing(ApiReply reply) {
    desk.distribute();
    return reply;
  }

  private ApiReply setPresence(Tx tx, long id, PresenceBody body) {
    String reason = Objects.requireNonNullElse(body.reason(), "");
    if (body.state() == PresenceState.PAUSED && reason.isBlank()) {
      throw Problem.input(FieldError.of("reason", "", "required")).exception();
    }
    if (!PresenceStore.say(tx, id, body.state(), reason, body.extension(), desk.now())) {
      throw Problem.of(409, "on-a-call").exception();
    }
    desk.tellPresence(tx, id);
    return ApiReply.ok(view(PresenceStore.find(tx.handle(), id).orElseThrow()));
  }

  private static Optional<ProblemException> findRefusal(ApiRequest request, RuntimeException e) {
    return DatabaseException.in(e)
        .filter(d -> d.isUniqueViolation("operator_presence_one_per_phone"))
        .map(
            _ ->
                Problem.input(
                        FieldError.of(
                            "extension",
                            request.body(PresenceBody.class).extension(),
                            "extension-taken"))
                    .exception());
  }

  private ApiReply listPresence(ApiRequest request) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    platform.database().read(PresenceStore::list).forEach(p -> items.add(view(p)));
    return ApiReply.ok(answer);
  }

  private static ObjectNode view(Presence p) {
    ObjectNode node =
        Json.object()
            .put("operator_id", p.accountId())
            .put("name", p.name())
            .put("state", p.state().name())
            .put("reason", p.reason())
            .put("extension", p.extension())
            .put("since", p.since().toString());
    return p.callId() == null ? node : node.put("call_id", p.callId());
  }

  private ApiReply list(ApiRequest request) {
    int limit = request.findNumber("limit").orElse(50L).intValue();
    List<Call> calls =
        platform
            .database()
            .read(
                handle ->
                    CallStore.list(
                        handle,
                        request.findText("state").orElse(null),
                        request.findText("after").orElse(null),
                        limit + 1));
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    calls.stream().limit(limit).forEach(c -> items.add(CallCards.view(c)));
    if (calls.size() > limit) {
      answer.put("next", calls.get(limit - 1).id());
    }
    return ApiReply.ok(answer);
  }

  private ApiReply get(ApiRequest request) {
    return ApiReply.ok(
        platform.database().read(handle -> cards.card(handle, find(handle, request))));
  }

  private static Call find(Handle handle, ApiRequest request) {
    String id = request.text("call_id");
    return CallStore.find(handle, id).orElseThrow(() -> Problem.notFound("call", id).exception());
  }

  private ApiReply wrapUp(ApiRequest request) {
    WrapUpBody body = request.body(WrapUpBody.class);
    return distributing(platform.commands().run(request, tx -> wrapUp(tx, request, body)));
  }

  /** Files what became of the call, and is ready for the next one. */
  private ApiReply wrapUp(Tx tx, ApiRequest request, WrapUpBody body) {
    Call call = find(tx.handle(), request);
    Long orderId = body.orderNumber() == null ? null : order(tx, request, body.orderNumber());
    CallStore.wrappedUp(tx, call.id(), body.outcome(), orderId);
    PresenceStore.ready(tx, request.actor().id(), desk.now());
    desk.tellPresence(tx, request.actor().id());
    audit(tx, request, "call", call.id(), Map.of("outcome", body.outcome()));
    return ApiReply.noContent();
  }

  private static long order(Tx tx, ApiRequest request, String number) {
    long id = RequestFacts.number("order_number", number).id();
    return OrderStore.find(tx.handle(), id)
        .filter(o -> OrderAccess.maySee(request.actor(), o))
        .map(Order::id)
        .orElseThrow(() -> Problem.notFound("order", number).exception());
  }

  private void audit(
      Tx tx, ApiRequest request, String kind, String subject, Map<String, ?> detail) {
    AuditTrail.add(
        tx,
        desk.now(),
        request.actor(),
        request.operation().id(),
        kind,
        subject,
        null,
        detail,
        request.id());
  }
}
