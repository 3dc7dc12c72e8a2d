package cn.siduan.dispatch.calls.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.calls.checkin.CheckInPlanner.Next;
import cn.siduan.dispatch.calls.outbound.CallHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CheckInPlannerTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final CallHours HOURS =
      new CallHours(LocalTime.of(8, 30), LocalTime.of(20, 0), ZONE);

  private static CheckInPlan plan(String begins, String ends) {
    return new CheckInPlan(
        1,
        "p",
        1,
        List.of("LIVES_ALONE"),
        List.of(1, 3),
        LocalTime.parse(begins),
        LocalTime.parse(ends),
        2,
        15,
        true,
        1);
  }

  private static ZonedDateTime at(String time) {
    // a Wednesday
    return LocalDate.parse("2026-03-11").atTime(LocalTime.parse(time)).atZone(ZONE);
  }

  @Test
  void a_round_begins_in_its_window_on_its_days_and_never_at_night() {
    assertThat(CheckInPlanner.isDue(plan("09:00", "11:00"), at("09:00"), HOURS)).isTrue();
    assertThat(CheckInPlanner.isDue(plan("09:00", "11:00"), at("08:59"), HOURS)).isFalse();
    assertThat(CheckInPlanner.isDue(plan("09:00", "11:00"), at("11:00"), HOURS)).isFalse();
    assertThat(CheckInPlanner.isDue(plan("09:00", "11:00"), at("10:00").plusDays(1), HOURS))
        .isFalse();
    assertThat(CheckInPlanner.isDue(plan("06:00", "22:00"), at("07:00"), HOURS)).isFalse();
    assertThat(CheckInPlanner.isDue(plan("06:00", "22:00"), at("21:00"), HOURS)).isFalse();
  }

  @Test
  void it_ends_when_the_evening_begins_even_if_the_plan_says_later() {
    assertThat(CheckInPlanner.end(plan("09:00", "23:00"), LocalDate.parse("2026-03-11"), HOURS))
        .isEqualTo(Instant.parse("2026-03-11T12:00:00Z"));
  }

  @Property
  void the_calls_of_a_round_are_spread_over_the_first_half(
      @ForAll @IntRange(min = 1, max = 3000) int of, @ForAll @IntRange(max = 2999) int nth) {
    Instant begun = Instant.parse("2026-03-11T01:00:00Z");
    Instant end = begun.plusSeconds(7_200);

    Instant at = CheckInPlanner.at(begun, end, nth % of, of);

    assertThat(at).isBetween(begun, begun.plusSeconds(3_600));
  }

  @Test
  void contacts_are_asked_in_order_then_somebody_goes_there_and_at_night_at_once() {
    assertThat(CheckInPlanner.next(0, 2, true)).isEqualTo(new Next.AskContact(0));
    assertThat(CheckInPlanner.next(1, 2, true)).isEqualTo(new Next.AskContact(1));
    assertThat(CheckInPlanner.next(2, 2, true)).isEqualTo(new Next.Visit());
    assertThat(CheckInPlanner.next(0, 2, false)).isEqualTo(new Next.Visit());
  }
}
