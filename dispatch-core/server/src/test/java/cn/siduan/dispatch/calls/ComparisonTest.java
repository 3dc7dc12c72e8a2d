package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.AsteriskSnapshot.Caller;
import cn.siduan.contract.call.AsteriskSnapshot.Leg;
import cn.siduan.contract.call.AsteriskSnapshot.Where;
import cn.siduan.dispatch.calls.Comparison.Mend;
import cn.siduan.dispatch.calls.Comparison.Operator;
import cn.siduan.dispatch.calls.Comparison.Row;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {

  private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
  private static final Instant BEFORE = AT.minusSeconds(60);
  private static final Operator OPERATOR = new Operator("8001", 7, PresenceState.TALKING);
  private static final Leg LEG = new Leg("c", 7, "8001", true);

  private static List<Mend> compare(Row row, List<Caller> callers, List<Leg> legs) {
    return Comparison.of(
        List.of(row), new AsteriskSnapshot("ast1", 1, AT, false, callers, legs, List.of()));
  }

  private static Caller caller(Where where) {
    return new Caller("c", "PJSIP/trunk-1", "main", "139", true, where);
  }

  @ParameterizedTest
  @EnumSource(CallState.class)
  void what_is_as_it_should_be_is_left_alone(CallState state) {
    Where where = state == CallState.TALKING ? Where.ELSEWHERE : Where.LOOP;
    assertThat(compare(new Row("c", state, OPERATOR, BEFORE), List.of(caller(where)), List.of(LEG)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = CallState.class,
      names = {"WAITING", "RINGING", "TALKING", "ANSWERED"})
  void a_caller_who_is_not_there_has_ended(CallState state) {
    assertThat(compare(new Row("c", state, OPERATOR, BEFORE), List.of(), List.of(LEG)))
        .containsExactly(new Mend.End("c"));
  }

  @ParameterizedTest
  @EnumSource(CallState.class)
  void what_has_just_changed_is_left_alone(CallState state) {
    assertThat(compare(new Row("c", state, OPERATOR, AT.minusSeconds(1)), List.of(), List.of()))
        .isEmpty();
  }

  @Test
  void who_is_called_back_needs_no_channel() {
    assertThat(compare(new Row("c", CallState.CALL_BACK, null, BEFORE), List.of(), List.of()))
        .isEmpty();
  }

  @Test
  void a_leg_of_an_older_reservation_is_no_leg() {
    assertThat(
            compare(
                new Row("c", CallState.RINGING, OPERATOR, BEFORE),
                List.of(caller(Where.LOOP)),
                List.of(new Leg("c", 6, "8001", false))))
        .containsExactly(new Mend.PutBack("c"));
  }

  @Test
  void somebody_the_centre_has_called_is_not_adopted() {
    Caller called = new Caller("x", "PJSIP/trunk-2", "", "139", false, Where.LOOP);
    assertThat(
            compare(
                new Row("c", CallState.WAITING, null, BEFORE),
                List.of(caller(Where.LOOP), called),
                List.of()))
        .isEmpty();
  }
}
