package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.CallReply.Next;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.platform.db.Tx;
import java.util.List;

/** Two questions by key after the operator has hung up. Whoever says "no" goes back to a person. */
final class Survey {

  private static final int BEGIN = 0;
  private static final int SETTLED = 1;

  private final CallDesk desk;
  private final boolean asked;

  /**
   * @param asked whether callers are asked at all
   */
  Survey(CallDesk desk, boolean asked) {
    this.desk = desk;
    this.asked = asked;
  }

  CallReply on(Tx tx, CallEvent.Rated event) {
    Call call = CallStore.lock(tx.handle(), event.callId()).orElse(null);
    if (call == null || call.answeredAt() == null || call.endedAt() != null || !asked) {
      return CallReply.tooLate();
    }
    Caller caller = Caller.of(tx.handle(), call.number());
    if (event.question() == BEGIN) {
      return Words.say(caller, Phrase.of("after-resolved"), Next.ASK);
    }
    note(tx, event);
    if (event.question() > SETTLED) {
      return Words.say(caller, Phrase.of("thank-you"), Next.FAREWELL);
    }
    return switch (event.key()) {
      case "1" -> Words.say(caller, Phrase.of("after-satisfied"), Next.ASK);
      case "2" -> backToPeople(tx, call, caller);
      default -> Words.say(caller, Phrase.of("thank-you"), Next.FAREWELL);
    };
  }

  private static void note(Tx tx, CallEvent.Rated event) {
    tx.batch()
        .add(
            """
            insert into call_rating (call_id, question, key, at) values (?, ?, ?, ?)
            on conflict (call_id, question) do update set key = excluded.key, at = excluded.at\
            """,
            event.callId(),
            event.question(),
            event.key(),
            event.at());
  }

  /** With the place they had: before those who came after them. */
  private CallReply backToPeople(Tx tx, Call call, Caller caller) {
    desk.waitAgain(tx, call);
    return Words.say(caller, List.of(Phrase.of("to-a-person")), Next.WAIT);
  }
}
