package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.calls.CallDistributor.Free;
import cn.siduan.dispatch.calls.CallDistributor.Match;
import cn.siduan.dispatch.calls.CallDistributor.Queued;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallDistributorTest {

  private static final Instant NOW = Instant.parse("2026-03-11T02:00:00Z");

  private static Queued call(String id, Priority priority, int waitedSeconds) {
    return new Queued(id, priority, NOW.minusSeconds(waitedSeconds), null);
  }

  private static Queued known(String id, Priority priority, int waitedSeconds, long operator) {
    return new Queued(id, priority, NOW.minusSeconds(waitedSeconds), operator);
  }

  private static Free idle(long operator, int seconds) {
    return new Free(operator, NOW.minusSeconds(seconds));
  }

  private static List<Match> match(List<Queued> calls, List<Free> operators) {
    return CallDistributor.match(calls, operators, Duration.ofSeconds(30), NOW);
  }

  @Test
  void an_emergency_comes_before_a_flagged_elder_and_both_before_whoever_waited_longest() {
    assertThat(
            match(
                List.of(
                    call("long", Priority.NORMAL, 600),
                    call("elder", Priority.HIGH, 20),
                    call("sos", Priority.EMERGENCY, 1)),
                List.of(idle(1, 10), idle(2, 9))))
        .containsExactly(new Match("sos", 1), new Match("elder", 2));
  }

  @Test
  void who_has_been_idle_longest_gets_the_call() {
    assertThat(match(List.of(call("a", Priority.NORMAL, 5)), List.of(idle(1, 5), idle(2, 50))))
        .containsExactly(new Match("a", 2));
  }

  @Test
  void a_caller_is_kept_for_a_while_for_the_operator_they_spoke_with_and_then_gets_anybody() {
    assertThat(match(List.of(known("a", Priority.NORMAL, 10, 7)), List.of(idle(1, 5)))).isEmpty();
    assertThat(match(List.of(known("a", Priority.NORMAL, 31, 7)), List.of(idle(1, 5))))
        .containsExactly(new Match("a", 1));
    assertThat(match(List.of(known("a", Priority.NORMAL, 1, 7)), List.of(idle(1, 50), idle(7, 5))))
        .containsExactly(new Match("a", 7));
  }

  @Test
  void nobody_waits_for_a_familiar_voice_in_an_emergency() {
    assertThat(match(List.of(known("a", Priority.EMERGENCY, 1, 7)), List.of(idle(1, 5))))
        .containsExactly(new Match("a", 1));
  }

  @Test
  void who_is_kept_for_somebody_does_not_hold_up_the_next() {
    assertThat(
            match(
                List.of(known("kept", Priority.NORMAL, 20, 7), call("next", Priority.NORMAL, 5)),
                List.of(idle(1, 5))))
        .containsExactly(new Match("next", 1));
  }

  @Test
  void the_same_values_give_the_same_matches_whatever_their_order() {
    List<Queued> calls = List.of(call("b", Priority.NORMAL, 5), call("a", Priority.NORMAL, 5));

    assertThat(match(calls, List.of(idle(2, 5), idle(1, 5))))
        .containsExactly(new Match("a", 1), new Match("b", 2))
        .isEqualTo(match(calls.reversed(), List.of(idle(1, 5), idle(2, 5))));
  }
}
