package cn.siduan.dispatch.calls;

import cn.siduan.contract.Priority;
import cn.siduan.contract.Role;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.dispatch.calls.PresenceStore.Presence;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators and supervisors do with a conversation under way. What is decided is a row first;
 * the adapter is told after the commit.
 */
public final class CallControl {

  private record TransferBody(
      @Nullable String to, @Nullable Long providerId, @Nullable Boolean queue) {}

  private record ConsultBody(@Nullable String to, @Nullable Long providerId) {}

  private record SettleBody(Settle how) {}

  private record RecordingBody(boolean paused) {}

  private record HoldBody(boolean held) {}

  private record ListenBody(Listening how) {}

  private record DialBody(@Nullable String number) {}

  /** How a consultation ends. */
  private enum Settle {
    CONFERENCE,
    HAND_OVER,
    END
  }

  /** 监听、密语、强插 */
  private enum Listening {
    LISTEN("q"),
    WHISPER("qw"),
    BARGE("qB");

    private final String option;

    Listening(String option) {
      this.option = option;
    }
  }

  /** A conversation with who leads it; locked. */
  private record Talk(Tx tx, ApiRequest request, Call call, Presence operator) {}

  /** A step on a conversation; what it sends is sent after the commit. */
  private interface Step {
    List<CallCommand> take(Talk talk);
  }

  private static final int RING_SECONDS = 30;

  private final Platform platform;
  private final CallDesk desk;
  private final AsteriskCommands commands;

  public CallControl(Platform platform, CallDesk desk, AsteriskCommands commands) {
    this.platform = platform;
    this.desk = desk;
    this.commands = commands;
  }

  public void register(ApiRouter router) {
    router
        .on("hangUpCall", r -> on(r, t -> List.of(hangUp(t))))
        .on("holdCall", r -> on(r, t -> List.of(hold(t, r.body(HoldBody.class).held()))))
        .on("transferCall", r -> on(r, this::transfer))
        .on("consultOnCall", r -> on(r, this::consult))
        .on("settleConsultation", r -> on(r, t -> settle(t, r.body(SettleBody.class).how())))
        .on("raiseAlarm", r -> on(r, this::alarm))
        .on("pauseRecording", r -> on(r, t -> List.of(pause(t))))
        .on("listenToCall", r -> on(r, this::listen))
        .on("callFromOrder", this::dial);
  }

  private ApiReply on(ApiRequest request, Step step) {
    ApiReply reply = platform.commands().run(request, tx -> on(tx, request, step));
    desk.distribute();
    return reply;
  }

  private ApiReply on(Tx tx, ApiRequest request, Step step) {
    String id = request.text("call_id");
    Call call =
        CallStore.lock(tx.handle(), id).orElseThrow(() -> Problem.notFound("call", id).exception());
    Long operatorId = call.operatorId();
    if (call.state() != CallState.TALKING || operatorId == null) {
      throw Problem.of(409, "no-conversation").exception();
    }
    if (request.actor().role() != Role.SUPERVISOR && operatorId != request.actor().id()) {
      throw Problem.of(409, "not-your-conversation").exception();
    }
    Presence operator = PresenceStore.find(tx.handle(), operatorId).orElseThrow();
    List<CallCommand> orders = step.take(new Talk(tx, request, call, operator));
    audit(tx, request, call.id());
    tx.afterCommit(
        () -> orders.forEach(c -> commands.send(new AsteriskCommands.Order(call.asterisk(), c))));
    return ApiReply.noContent();
  }

  private static CallCommand hangUp(Talk t) {
    return new CallCommand.HangUp(t.call().id(), t.call().channel());
  }

  private static CallCommand hold(Talk t, boolean held) {
    CallStore.history(t.tx(), t.call().id(), held ? "held" : "resumed", Map.of(), now(t));
    return held ? hold(t) : gather(t);
  }

  private static CallCommand hold(Talk t) {
    return new CallCommand.Hold(
        t.call().id(), t.call().channel(), t.operator().extension(), t.operator().fence());
  }

  private static CallCommand gather(Talk t) {
    return new CallCommand.Gather(
        t.call().id(), t.call().channel(), t.operator().extension(), t.operator().fence());
  }

  private static CallCommand leave(Talk t) {
    return new CallCommand.StopRinging(
        t.call().id(), t.operator().extension(), t.operator().fence());
  }

  // ---- blind transfer ----

  private List<CallCommand> transfer(Talk t) {
    TransferBody body = t.request().body(TransferBody.class);
    if (Boolean.TRUE.equals(body.queue())) {
      transferred(t, "QUEUE", "");
      desk.waitAgain(t.tx(), t.call());
      return List.of(requeue(t));
    }
    String to = number(t, body.to(), body.providerId());
    return PresenceStore.findByExtension(t.tx().handle(), to)
        .map(colleague -> toColleague(t, colleague))
        .orElseGet(() -> toOutside(t, to));
  }

  private List<CallCommand> toColleague(Talk t, Presence colleague) {
    transferred(t, "OPERATOR", colleague.extension());
    desk.waitAgain(t.tx(), t.call());
    t.tx().send();
    Presence reserved =
        PresenceStore.reserve(t.tx(), colleague.accountId(), t.call().id(), desk.now())
            .orElseThrow(
                () ->
                    Problem.of(409, "colleague-not-free")
                        .with("name", colleague.name())
                        .exception());
    return List.of(requeue(t), desk.ring(t.tx(), t.call(), reserved));
  }

  /** To a provider or another number; nobody of ours has the caller from then on. */
  private List<CallCommand> toOutside(Talk t, String to) {
    transferred(t, "OUTSIDE", to);
    CallStore.handedOver(t.tx(), t.call().id(), to);
    return List.of(new CallCommand.Transfer(t.call().id(), t.call().channel(), to));
  }

  private void transferred(Talk t, String kind, String to) {
    CallStore.history(
        t.tx(), t.call().id(), "transferred", Map.of("kind", kind, "to", to), desk.now());
  }

  private static CallCommand requeue(Talk t) {
    return new CallCommand.Requeue(t.call().id(), t.call().channel());
  }

  private static String number(Talk t, @Nullable String to, @Nullable Long providerId) {
    return Optional.ofNullable(to)
        .or(() -> Optional.ofNullable(providerId).flatMap(id -> phoneOf(t.tx(), id)))
        .filter(n -> n.matches("[0-9]{2,20}"))
        .orElseThrow(
            () ->
                Problem.input(FieldError.of("to", Objects.requireNonNullElse(to, ""), "phone"))
                    .exception());
  }

  private static Optional<String> phoneOf(Tx tx, long providerId) {
    return tx.handle()
        .createQuery("select phone from provider where id = :id and retired_at is null")
        .bind("id", providerId)
        .mapTo(String.class)
        .findOne();
  }

  // ---- consulted transfer and conference ----

  private List<CallCommand> consult(Talk t) {
    ConsultBody body = t.request().body(ConsultBody.class);
    String to = number(t, body.to(), body.providerId());
    boolean inside = PresenceStore.findByExtension(t.tx().handle(), to).isPresent();
    CallStore.history(t.tx(), t.call().id(), "consulted", Map.of("to", to), desk.now());
    return List.of(hold(t), invite(t, to, inside));
  }

  private static CallCommand invite(Talk t, String to, boolean inside) {
    int attempt =
        t.tx()
            .handle()
            .createQuery(
                "update call set asked_in = asked_in + 1 where id = :id returning asked_in")
            .bind("id", t.call().id())
            .mapTo(Integer.class)
            .one();
    return new CallCommand.Invite(
        t.call().id(), Integer.toString(attempt), to, inside, RING_SECONDS);
  }

  private List<CallCommand> settle(Talk t, Settle how) {
    return switch (how) {
      case CONFERENCE -> {
        CallStore.history(t.tx(), t.call().id(), "conference", Map.of(), desk.now());
        yield List.of(gather(t));
      }
      case HAND_OVER -> {
        transferred(t, "CONSULTED", "");
        CallStore.handedOver(t.tx(), t.call().id(), "CONSULTED");
        yield List.of(gather(t), leave(t));
      }
      case END -> List.of(dismiss(t), gather(t));
    };
  }

  private static CallCommand dismiss(Talk t) {
    int latest =
        t.tx()
            .handle()
            .createQuery("select asked_in from call where id = :id")
            .bind("id", t.call().id())
            .mapTo(Integer.class)
            .one();
    return new CallCommand.Dismiss(t.call().id(), Integer.toString(latest));
  }

  // ---- emergency ----

  /** 一键呼救: the caller's emergency contacts are rung all at once and join whoever answers. */
  private List<CallCommand> alarm(Talk t) {
    CallStore.priority(t.tx(), t.call().id(), Priority.EMERGENCY);
    List<String> contacts = contacts(t);
    CallStore.history(
        t.tx(), t.call().id(), "alarm", Map.of("contacts", contacts.size()), desk.now());
    desk.tell(t.tx(), t.call().id(), CallState.TALKING, t.call().operatorId());
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(gather(t)),
            contacts.stream().map(number -> invite(t, number, false)))
        .toList();
  }

  /** Of whoever calls; of all of the household where it is not known who does. */
  private static List<String> contacts(Talk t) {
    return t.tx()
        .handle()
        .createQuery(
            """
            select distinct on (e.phone) e.phone from emergency_contact e
            where e.phone ~ '^[0-9]{3,20}$' and e.phone <> :number
              and (e.resident_id = :resident or :resident::bigint is null and e.resident_id in
                (select resident_id from resident_phone where phone = :number))
            order by e.phone limit 6
            """)
        .bind("resident", t.call().residentId())
        .bind("number", t.call().number())
        .mapTo(String.class)
        .list();
  }

  // ---- recording and supervision ----

  private static CallCommand pause(Talk t) {
    boolean paused = t.request().body(RecordingBody.class).paused();
    CallStore.history(
        t.tx(), t.call().id(), paused ? "recording-paused" : "recording-resumed", Map.of(), now(t));
    return new CallCommand.PauseRecording(
        t.call().id(), t.operator().extension(), t.operator().fence(), paused);
  }

  private List<CallCommand> listen(Talk t) {
    Presence own =
        PresenceStore.find(t.tx().handle(), t.request().actor().id())
            .filter(p -> p.state() != PresenceState.OFFLINE)
            .orElseThrow(() -> Problem.of(409, "no-telephone").exception());
    return List.of(
        new CallCommand.Listen(
            t.call().id(),
            t.operator().extension(),
            own.extension(),
            t.request().body(ListenBody.class).how().option));
  }

  // ---- click to dial ----

  /** Calls whoever an order is for; once they answer, the operator's own telephone rings. */
  private ApiReply dial(ApiRequest request) {
    return platform.commands().run(request, tx -> dial(tx, request));
  }

  private ApiReply dial(Tx tx, ApiRequest request) {
    long orderId = RequestFacts.number(request).id();
    Order order =
        OrderStore.find(tx.handle(), orderId)
            .filter(o -> OrderAccess.maySee(request.actor(), o))
            .orElseThrow(() -> Problem.notFound("order", request.text("number")).exception());
    String number =
        Objects.requireNonNullElse(
            request.body(DialBody.class).number(), order.intake().contactPhone());
    String id = "dial-" + UUID.randomUUID();
    CallStore.insert(
        tx,
        new CallEvent.Arrived(id, desk.now(), "", "", "dialled", number),
        Priority.NORMAL,
        order.intake().residentId(),
        desk.now());
    Presence own =
        PresenceStore.reserveOwn(tx, request.actor().id(), id, desk.now())
            .orElseThrow(() -> Problem.of(409, "no-telephone").exception());
    CallStore.dialled(tx, id, own.accountId(), orderId);
    desk.tellPresence(tx, own.accountId());
    audit(tx, request, id);
    tx.afterCommit(
        () ->
            commands.place(
                new CallCommand.CallOut(id, Integer.toString(own.fence()), number, RING_SECONDS)));
    return ApiReply.created("/api/v1/calls/" + id, Json.object().put("id", id));
  }

  private static java.time.Instant now(Talk t) {
    return t.request().received().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }

  private void audit(Tx tx, ApiRequest request, String callId) {
    AuditTrail.add(
        tx,
        desk.now(),
        request.actor(),
        request.operation().id(),
        "call",
        callId,
        null,
        Map.of(),
        request.id());
  }
}
