package cn.siduan.dispatch.calls.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PacingTest {

  private static final CallHours HOURS =
      new CallHours(LocalTime.of(8, 30), LocalTime.of(20, 0), ZoneId.of("Asia/Shanghai"));

  @Property
  void never_more_calls_than_lines_nor_residents_than_operators_can_take(
      @ForAll @IntRange(max = 50) int lines,
      @ForAll @IntRange(max = 50) int busy,
      @ForAll @IntRange(max = 20) int operators,
      @ForAll @IntRange(min = 1, max = 5) int perOperator,
      @ForAll @IntRange(max = 50) int residentsBusy,
      @ForAll @IntRange(max = 50) int waiting) {
    Pacing pacing = new Pacing(lines, busy, operators, perOperator, residentsBusy, waiting);

    assertThat(pacing.residents()).isBetween(0, Math.max(0, lines - busy));
    if (pacing.residents() > 0) {
      assertThat(pacing.residents() + residentsBusy)
          .isLessThanOrEqualTo(Math.max(1, operators * perOperator));
      assertThat(waiting).isLessThanOrEqualTo(operators);
    }
  }

  @Test
  void residents_are_not_called_while_callers_wait_who_came_by_themselves() {
    assertThat(new Pacing(10, 0, 2, 2, 0, 3).residents()).isZero();
    assertThat(new Pacing(10, 0, 2, 2, 0, 3).offers()).isEqualTo(10);
  }

  @Property
  void an_instant_is_moved_to_the_next_open_hour_and_never_back(
      @ForAll @IntRange(max = 2_000_000) int seconds) {
    Instant at = Instant.parse("2026-03-11T00:00:00Z").plusSeconds(seconds);

    assertThat(HOURS.isOpen(HOURS.from(at))).isTrue();
    assertThat(HOURS.from(at)).isAfterOrEqualTo(at).isBefore(at.plusSeconds(86_400));
  }
}
