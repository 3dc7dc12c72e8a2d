package cn.siduan.dispatch.calls;

import cn.siduan.contract.OrderNumber;
import cn.siduan.contract.Priority;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.CallReply.Next;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.calls.HotlineRules.Welcome;
import cn.siduan.dispatch.calls.PresenceStore.Presence;
import cn.siduan.dispatch.calls.outbound.OutboundCalls;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes what adapters tell of calls: writes it down, then says what the caller is to hear. Told
 * twice, it has happened once.
 */
public final class CallIntake {

  private final Platform platform;
  private final CallDesk desk;
  private final OrdersByPhone orders;
  private final CallSettings settings;
  private final OutboundCalls outbound;
  private final UnansweredCalls unanswered;
  private final Survey survey;
  private final ZoneId zone;

  public CallIntake(
      Platform platform,
      CallDesk desk,
      OrdersByPhone orders,
      CallSettings settings,
      OutboundCalls outbound,
      UnansweredCalls unanswered,
      ZoneId zone) {
    this.platform = platform;
    this.desk = desk;
    this.orders = orders;
    this.settings = settings;
    this.zone = zone;
    this.outbound = outbound;
    this.unanswered = unanswered;
    this.survey = new Survey(desk, settings.survey());
  }

  /** Blocking; call it from a virtual thread. */
  public CallReply handle(CallEvent event) {
    CallReply reply =
        platform
            .database()
            .transaction(
                tx -> {
                  boolean news = !isOver(tx, event);
                  CallReply answer = outbound.handle(tx, event).orElseGet(() -> decide(tx, event));
                  if (news) {
                    CallStore.history(tx, event, answer, desk.now());
                  }
                  return answer;
                });
    if (mayFreeSomebody(event)) {
      desk.distribute();
    }
    return reply;
  }

  /** A call ends once, whether Asterisk tells of it first or a look at all channels. */
  private static boolean isOver(Tx tx, CallEvent event) {
    return event instanceof CallEvent.Ended
        && CallStore.lock(tx.handle(), event.callId())
            .filter(call -> call.endedAt() != null)
            .isPresent();
  }

  private static boolean mayFreeSomebody(CallEvent event) {
    return switch (event) {
      case CallEvent.StillWaiting _, CallEvent.Rated _, CallEvent.OperatorAnswered _ -> false;
      case CallEvent.Arrived _,
          CallEvent.KeyPressed _,
          CallEvent.NumberKeyed _,
          CallEvent.OperatorUnreached _,
          CallEvent.Parted _,
          CallEvent.CalleeAnswered _,
          CallEvent.CalleeReplied _,
          CallEvent.CalleeUnreached _,
          CallEvent.Ended _,
          CallEvent.MissedWhileAway _,
          CallEvent.VoicemailLeft _ ->
          true;
    };
  }

  private CallReply decide(Tx tx, CallEvent event) {
    return switch (event) {
      case CallEvent.Arrived e -> arrived(tx, e);
      case CallEvent.StillWaiting e -> stillWaiting(tx, e);
      case CallEvent.KeyPressed e -> withCall(tx, e, call -> key(tx, call, e.key()));
      case CallEvent.NumberKeyed e -> withCall(tx, e, call -> number(tx, call, e.digits()));
      case CallEvent.OperatorAnswered e -> operatorAnswered(tx, e);
      case CallEvent.OperatorUnreached e -> operatorUnreached(tx, e);
      case CallEvent.Parted e -> parted(tx, e);
      case CallEvent.CalleeAnswered e -> calleeAnswered(tx, e);
      case CallEvent.CalleeUnreached e -> calleeUnreached(tx, e);
      case CallEvent.Ended e -> ended(tx, e);
      case CallEvent.MissedWhileAway e -> missed(tx, e);
      case CallEvent.VoicemailLeft e -> voicemail(tx, e);
      case CallEvent.Rated e -> survey.on(tx, e);
      case CallEvent.CalleeReplied _ -> CallReply.tooLate();
    };
  }

  private CallReply arrived(Tx tx, CallEvent.Arrived event) {
    Caller caller = Caller.of(tx.handle(), event.number());
    boolean fresh =
        CallStore.insert(
            tx,
            event,
            caller.priority(),
            caller.only().map(Caller.Person::id).orElse(null),
            desk.now());
    Call call = CallStore.find(tx.handle(), event.callId()).orElseThrow();
    if (fresh) {
      desk.tell(tx, call.id(), CallState.WAITING, null);
    }
    int ahead = CallStore.ahead(tx.handle(), call);
    return Words.greeting(
        caller,
        settings.rules().welcome(call.priority(), ahead, desk.now(), zone),
        ahead,
        minutes(tx.handle(), ahead),
        !event.number().isEmpty());
  }

  private long minutes(Handle handle, int ahead) {
    return WaitEstimate.minutes(
        ahead,
        PresenceStore.list(handle).size(),
        HandlingTime.recent(handle, settings.wrapUp(), desk.now()));
  }

  /** A caller we never heard of waits since before our database was reached: taken in now. */
  private CallReply stillWaiting(Tx tx, CallEvent.StillWaiting event) {
    Call call = CallStore.lock(tx.handle(), event.callId()).orElse(null);
    if (call == null) {
      return arrived(
          tx,
          new CallEvent.Arrived(
              event.callId(), event.at(), event.asterisk(), event.channel(), "", event.number()));
    }
    if (call.state() == CallState.TALKING && CallStore.wasHandedOver(tx.handle(), call.id())) {
      // whoever they were handed to did not answer
      desk.waitAgain(tx, call);
    }
    if (call.endedAt() != null && event.at().isAfter(call.endedAt())) {
      // taken to be gone while nobody could tell us that they wait
      CallStore.waitsAfterAll(tx, call.id());
      desk.tell(tx, call.id(), CallState.WAITING, null);
    }
    CallStore.seen(tx, event, desk.now());
    Caller caller = Caller.of(tx.handle(), call.number());
    if (settings.rules().welcome(call.priority(), 0, desk.now(), zone) == Welcome.CLOSED
        && PresenceStore.list(tx.handle()).isEmpty()) {
      return Words.closed(caller);
    }
    return call.looks() % settings.remindEvery() == settings.remindEvery() - 1
        ? Words.place(caller, CallStore.ahead(tx.handle(), call))
        : Words.silence(caller);
  }

  private CallReply withCall(
      Tx tx, CallEvent event, java.util.function.Function<Call, CallReply> then) {
    return CallStore.lock(tx.handle(), event.callId()).map(then).orElseGet(CallReply::tooLate);
  }

  private CallReply key(Tx tx, Call call, String key) {
    Caller caller = Caller.of(tx.handle(), call.number());
    return switch (key) {
      case "1" -> repeat(tx, call, caller);
      case "2" -> status(tx, call, caller);
      case "3" -> callBack(tx, call, caller);
      case "4", "5", "6" -> who(tx, call, caller, Integer.parseInt(key) - Words.FIRST_NAME_KEY);
      case "9" -> emergency(tx, call, caller);
      default -> Words.place(caller, CallStore.ahead(tx.handle(), call));
    };
  }

  private CallReply repeat(Tx tx, Call call, Caller caller) {
    Optional<Order> order = orders.repeat(tx, call, desk.now());
    return Words.say(
        caller,
        order
            .map(
                o ->
                    Phrase.of(
                        "repeat-recorded",
                        Map.of(
                            "item", orders.itemName(o.intake().itemId()),
                            "number", o.number().digits())))
            .orElseGet(() -> Phrase.of("repeat-impossible")),
        Next.WAIT);
  }

  private CallReply status(Tx tx, Call call, Caller caller) {
    return orders
        .findLatest(tx.handle(), call.number())
        .map(o -> Words.say(caller, orders.status(tx.handle(), o), Next.WAIT))
        .orElseGet(() -> Words.say(caller, Phrase.of("status-ask-number"), Next.NUMBER));
  }

  private CallReply number(Tx tx, Call call, String digits) {
    Caller caller = Caller.of(tx.handle(), call.number());
    if (digits.isEmpty()) {
      return Words.place(caller, CallStore.ahead(tx.handle(), call));
    }
    Phrase phrase =
        OrderNumber.parse(digits)
            .map(
                n ->
                    orders
                        .findOwn(tx.handle(), n, call.number())
                        .map(o -> orders.status(tx.handle(), o))
                        .orElseGet(() -> Phrase.of("status-none")))
            .orElseGet(() -> Phrase.of("status-wrong-number"));
    return Words.say(caller, phrase, Next.WAIT);
  }

  private CallReply callBack(Tx tx, Call call, Caller caller) {
    if (call.number().isEmpty()) {
      return Words.say(caller, Phrase.of("call-back-impossible"), Next.WAIT);
    }
    if (call.state() != CallState.WAITING) {
      // an operator's telephone rings for this caller right now
      return Words.say(caller, Phrase.of("wait-next"), Next.WAIT);
    }
    CallStore.state(tx, call.id(), CallState.CALL_BACK);
    desk.tell(tx, call.id(), CallState.CALL_BACK, null);
    return Words.say(caller, Phrase.of("call-back-promised"), Next.FAREWELL);
  }

  /** On a household's telephone: which of them it is. */
  private CallReply who(Tx tx, Call call, Caller caller, int nth) {
    if (!caller.isShared() || nth >= caller.residents().size()) {
      return Words.place(caller, CallStore.ahead(tx.handle(), call));
    }
    Caller.Person person = caller.residents().get(nth);
    CallStore.resident(tx, call.id(), person.id());
    desk.tell(tx, call.id(), call.state(), call.operatorId());
    return Words.say(
        caller,
        List.of(Phrase.of("greeting-named", Map.of("name", person.name())), Phrase.of("wait-next")),
        Next.WAIT);
  }

  private CallReply emergency(Tx tx, Call call, Caller caller) {
    CallStore.priority(tx, call.id(), Priority.EMERGENCY);
    desk.tell(tx, call.id(), call.state(), call.operatorId());
    return Words.say(caller, Phrase.of("emergency-first"), Next.WAIT);
  }

  private CallReply operatorAnswered(Tx tx, CallEvent.OperatorAnswered event) {
    Call call = CallStore.lock(tx.handle(), event.callId()).orElse(null);
    if (call == null
        || call.state() != CallState.RINGING
        || !PresenceStore.talk(tx, call.id(), event.extension(), event.fence(), desk.now())) {
      return CallReply.tooLate();
    }
    CallStore.talking(tx, call.id(), event.at());
    UnansweredCalls.spokenTo(tx, call.number(), desk.now());
    if (settings.record()) {
      CallStore.recorded(tx, call, event.fence(), event.at());
    }
    desk.tell(tx, call.id(), CallState.TALKING, call.operatorId());
    return new CallReply(true, List.of(), Next.WAIT, call.language(), false, settings.record());
  }

  private CallReply operatorUnreached(Tx tx, CallEvent.OperatorUnreached event) {
    reserved(tx, event.callId(), event.fence())
        .ifPresent(p -> desk.unreached(tx, event.callId(), p));
    return CallReply.noted();
  }

  private static Optional<Presence> reserved(Tx tx, String callId, int fence) {
    return CallStore.find(tx.handle(), callId)
        .map(Call::operatorId)
        .flatMap(id -> PresenceStore.find(tx.handle(), id))
        .filter(p -> p.fence() == fence);
  }

  private CallReply parted(Tx tx, CallEvent.Parted event) {
    if (PresenceStore.wrapUp(tx, event.callId(), event.extension(), event.fence(), desk.now())) {
      PresenceStore.findByExtension(tx.handle(), event.extension())
          .ifPresent(p -> desk.tellPresence(tx, p.accountId()));
    }
    return CallReply.noted();
  }

  /** The one who wanted to be called back has picked up: now the operator's telephone rings. */
  private CallReply calleeAnswered(Tx tx, CallEvent.CalleeAnswered event) {
    Call call = CallStore.lock(tx.handle(), event.callId()).orElse(null);
    Presence operator =
        event.attempt().matches("[0-9]{1,9}")
            ? reserved(tx, event.callId(), Integer.parseInt(event.attempt())).orElse(null)
            : null;
    if (call == null || call.state() != CallState.DIALLING || operator == null) {
      return CallReply.tooLate();
    }
    CallStore.reached(tx, call.id(), event.asterisk(), event.channel(), desk.now());
    desk.ringFor(tx, call, event, operator);
    Caller caller = Caller.of(tx.handle(), call.number());
    return Words.say(caller, Phrase.of("wait-next"), Next.WAIT);
  }

  private CallReply calleeUnreached(Tx tx, CallEvent.CalleeUnreached event) {
    if (event.attempt().matches("[0-9]{1,9}")) {
      reserved(tx, event.callId(), Integer.parseInt(event.attempt()))
          .ifPresent(p -> desk.callBackFailed(tx, event.callId(), p));
    }
    return CallReply.noted();
  }

  private CallReply ended(Tx tx, CallEvent.Ended event) {
    desk.end(tx, event.callId(), event.at());
    return CallReply.noted();
  }

  private CallReply missed(Tx tx, CallEvent.MissedWhileAway event) {
    arrived(
        tx,
        new CallEvent.Arrived(
            event.callId(), event.at(), event.asterisk(), "", event.line(), event.number()));
    desk.end(tx, event.callId(), event.at(), UnansweredCalls.Reason.MISSED_WHILE_AWAY);
    return CallReply.noted();
  }

  private CallReply voicemail(Tx tx, CallEvent.VoicemailLeft event) {
    String number = event.number() == null ? "" : event.number();
    missed(
        tx,
        new CallEvent.MissedWhileAway(
            event.callId(), event.at(), event.asterisk(), event.line(), number));
    tx.send();
    unanswered.takeDown(
        tx, CallStore.find(tx.handle(), event.callId()).orElseThrow(), event, desk.now());
    return CallReply.noted();
  }
}
