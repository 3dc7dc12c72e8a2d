package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.CallReply.Next;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.calls.HotlineRules.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a caller hears. Short, and nothing that must be answered. */
final class Words {

  /** Keys 4, 5, 6 say who is calling, where a household shares a telephone. */
  static final int FIRST_NAME_KEY = 4;

  private Words() {}

  /**
   * @param welcome whether it is the time for it, and how many wait
   * @param ahead callers before this one
   * @param minutes an honest estimate of the wait
   */
  static CallReply greeting(
      Caller caller, Welcome welcome, int ahead, long minutes, boolean knowsNumber) {
    List<Phrase> say = new ArrayList<>();
    say.add(
        caller
            .only()
            .map(p -> Phrase.of("greeting-named", Map.of("name", p.name())))
            .orElseGet(() -> Phrase.of("greeting")));
    if (welcome == Welcome.CLOSED) {
      return closed(caller);
    }
    if (welcome == Welcome.OVERLOADED && knowsNumber) {
      say.add(Phrase.of("overloaded"));
    }
    say.add(
        ahead == 0
            ? Phrase.of("wait-next")
            : Phrase.of(
                "wait-minutes",
                Map.of("ahead", Integer.toString(ahead), "minutes", Long.toString(minutes))));
    // before the others: whoever needs it must not have to hear them out
    say.add(Phrase.of("choices-emergency"));
    if (knowsNumber && ahead > 0) {
      say.add(Phrase.of("choices-repeat"));
      say.add(Phrase.of("choices-status"));
      say.add(Phrase.of("choices-call-back"));
    }
    if (caller.isShared()) {
      for (int i = 0; i < caller.residents().size(); i++) {
        String key = Integer.toString(FIRST_NAME_KEY + i);
        say.add(
            Phrase.of("choices-who", Map.of("name", caller.residents().get(i).name(), "key", key)));
      }
    }
    return to(caller, say, Next.WAIT);
  }

  /** A message can be left; 9 still reaches a person. */
  static CallReply closed(Caller caller) {
    return to(caller, List.of(Phrase.of("closed"), Phrase.of("choices-emergency")), Next.MESSAGE);
  }

  static CallReply place(Caller caller, int ahead) {
    return to(
        caller,
        List.of(
            ahead == 0
                ? Phrase.of("wait-next")
                : Phrase.of("still-waiting", Map.of("ahead", Integer.toString(ahead)))),
        Next.WAIT);
  }

  static CallReply silence(Caller caller) {
    return to(caller, List.of(), Next.WAIT);
  }

  static CallReply say(Caller caller, Phrase phrase, Next next) {
    return to(caller, List.of(phrase), next);
  }

  static CallReply say(Caller caller, List<Phrase> phrases, Next next) {
    return to(caller, phrases, next);
  }

  private static CallReply to(Caller caller, List<Phrase> say, Next next) {
    String language = caller.only().map(Caller.Person::language).orElse("zh-CN");
    return new CallReply(
        true,
        List.copyOf(say),
        next,
        language.startsWith("en") ? "en" : "zh-CN",
        caller.isHardOfHearing(),
        false);
  }
}
