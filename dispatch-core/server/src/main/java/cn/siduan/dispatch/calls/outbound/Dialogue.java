package cn.siduan.dispatch.calls.outbound;

import cn.siduan.contract.Priority;
import cn.siduan.contract.call.CallReply.Next;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.platform.db.Tx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said on calls of one purpose, and what the keys do. */
public interface Dialogue {

  /**
   * What is to be said, and how the call goes on.
   *
   * @param step the question that is being asked
   * @param result what came of the call; empty while it goes on
   * @param human the priority with which a person is wanted; null unless one is
   * @param orderId what the person is to see
   */
  record Turn(
      List<Phrase> say,
      Next next,
      int step,
      String result,
      @Nullable Priority human,
      @Nullable Long orderId) {

    public static Turn ask(int step, Phrase... say) {
      return new Turn(List.of(say), Next.ASK, step, "", null, null);
    }

    public static Turn farewell(String result, Phrase... say) {
      return new Turn(List.of(say), Next.FAREWELL, 0, result, null, null);
    }

    public static Turn human(
        String result, Priority priority, @Nullable Long orderId, Phrase... say) {
      return new Turn(List.of(say), Next.WAIT, 0, result, priority, orderId);
    }
  }

  Purpose purpose();

  /** Somebody has picked up. Changes nothing; empty say and farewell where all is settled. */
  Turn begin(Tx tx, OutCall call);

  /**
   * @param key empty if there was none
   */
  Turn key(Tx tx, OutCall call, String key);

  /** They hung up in the middle of it. */
  default void hungUp(Tx tx, OutCall call) {}

  /** Nobody was reached, and it is not tried again. */
  void failed(Tx tx, OutCall call);

  /** After a key that means nothing: once more, then a person. */
  static Turn again(OutCall call, Turn question, @Nullable Long orderId) {
    return call.tries() == 0
        ? question
        : Turn.human("NO_KEY", Priority.NORMAL, orderId, Phrase.of("to-a-person", Map.of()));
  }
}
