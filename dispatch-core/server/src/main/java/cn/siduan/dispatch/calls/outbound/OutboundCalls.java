package cn.siduan.dispatch.calls.outbound;

import cn.siduan.contract.Priority;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.dispatch.calls.outbound.Dialogue.Turn;
import cn.siduan.dispatch.calls.outbound.OutCall.State;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes what adapters tell of the centre's own calls. Told twice, it has happened once. */
public final class OutboundCalls {

  private final Map<Purpose, Dialogue> dialogues;
  private final People people;
  private final CallHours hours;
  private final Clock clock;

  public OutboundCalls(List<Dialogue> dialogues, People people, CallHours hours, Clock clock) {
    this.dialogues =
        dialogues.stream().collect(Collectors.toUnmodifiableMap(Dialogue::purpose, d -> d));
    this.people = people;
    this.hours = hours;
    this.clock = clock;
  }

  /** Empty if it is not about a call of ours, or if the queue of callers is to hear of it, too. */
  public Optional<CallReply> handle(Tx tx, CallEvent event) {
    if (!OutCall.isOne(event.callId())) {
      return Optional.empty();
    }
    return switch (event) {
      case CallEvent.CalleeAnswered e -> Optional.of(answered(tx, e));
      case CallEvent.CalleeReplied e -> Optional.of(replied(tx, e));
      case CallEvent.CalleeUnreached e -> Optional.of(unreached(tx, e));
      case CallEvent.Ended e -> {
        ended(tx, e);
        yield Optional.empty();
      }
      // who wanted a person is in the queue like any caller
      case CallEvent _ -> Optional.empty();
    };
  }

  private CallReply answered(Tx tx, CallEvent.CalleeAnswered event) {
    OutCall call = underWay(tx, event.callId(), event.attempt());
    if (call == null) {
      return CallReply.tooLate();
    }
    OutCallStore.answered(tx, call, event.asterisk(), event.channel(), now());
    Turn turn = dialogue(call).begin(tx, call);
    return carryOn(tx, at(call, event.asterisk(), event.channel()), turn);
  }

  private CallReply replied(Tx tx, CallEvent.CalleeReplied event) {
    OutCall call = underWay(tx, event.callId(), event.attempt());
    if (call == null || call.state() != State.ANSWERED) {
      return CallReply.tooLate();
    }
    return carryOn(tx, call, dialogue(call).key(tx, call, event.key()));
  }

  private CallReply carryOn(Tx tx, OutCall call, Turn turn) {
    if (turn.result().isEmpty()) {
      OutCallStore.asked(tx, call, turn.step(), turn.step() == call.step() ? call.tries() + 1 : 0);
    } else {
      OutCallStore.over(tx, call, State.DONE, turn.result(), now());
    }
    Priority wanted = turn.human();
    if (wanted != null) {
      people.wanted(tx, call, wanted, turn.orderId());
    }
    return new CallReply(true, turn.say(), turn.next(), call.language(), call.loud(), false);
  }

  private CallReply unreached(Tx tx, CallEvent.CalleeUnreached event) {
    OutCall call = underWay(tx, event.callId(), event.attempt());
    if (call != null) {
      notReached(tx, call, "NO_ANSWER " + event.cause());
    }
    return CallReply.noted();
  }

  private void ended(Tx tx, CallEvent.Ended event) {
    OutCall call = OutCallStore.lock(tx.handle(), OutCall.id(event.callId())).orElse(null);
    if (call == null || call.state() != State.ANSWERED) {
      return;
    }
    if (call.step() > 0) {
      // something was said already
      dialogue(call).hungUp(tx, call);
      OutCallStore.over(tx, call, State.DONE, "HUNG_UP", now());
    } else {
      notReached(tx, call, "HUNG_UP");
    }
  }

  /** Tried again, within hours, unless it was tried often enough or it is too late for it. */
  void notReached(Tx tx, OutCall call, String result) {
    Instant soon = now().plusSeconds(call.retrySeconds());
    Instant next = call.purpose().keepsHours() ? hours.from(soon) : soon;
    if (call.hasMoreAttempts(next)) {
      OutCallStore.again(tx, call, result, next, now());
    } else {
      OutCallStore.over(tx, call, State.FAILED, result, now());
      dialogue(call).failed(tx, call);
    }
  }

  private static OutCall at(OutCall call, String asterisk, String channel) {
    return new OutCall(
        call.id(),
        call.purpose(),
        call.number(),
        call.language(),
        call.loud(),
        call.residentId(),
        call.subject(),
        State.ANSWERED,
        call.notAfter(),
        call.attempts(),
        call.mostAttempts(),
        call.retrySeconds(),
        call.step(),
        -1,
        asterisk,
        channel,
        call.result());
  }

  private static @Nullable OutCall underWay(Tx tx, String callId, String attempt) {
    return OutCallStore.lock(tx.handle(), OutCall.id(callId))
        .filter(call -> Integer.toString(call.attempts()).equals(attempt))
        .filter(call -> call.state() == State.DIALLING || call.state() == State.ANSWERED)
        .orElse(null);
  }

  private Dialogue dialogue(OutCall call) {
    return Objects.requireNonNull(dialogues.get(call.purpose()));
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
