package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.calls.HotlineRules.Welcome;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotlineRulesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final List<String> WORKDAYS = List.of("1", "2", "3", "4", "5");

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  private static Welcome welcome(String opens, String closes, String at) {
    return new HotlineRules(LocalTime.parse(opens), LocalTime.parse(closes), WORKDAYS, 3)
        .welcome(Priority.NORMAL, 0, at(at), ZONE);
  }

  @Test
  void it_is_open_in_its_hours_on_its_days() {
    assertThat(welcome("08:30", "18:00", "2026-03-11T08:30")).isEqualTo(Welcome.OPEN);
    assertThat(welcome("08:30", "18:00", "2026-03-11T08:29")).isEqualTo(Welcome.CLOSED);
    assertThat(welcome("08:30", "18:00", "2026-03-11T18:00")).isEqualTo(Welcome.CLOSED);
    assertThat(welcome("08:30", "18:00", "2026-03-14T10:00")).isEqualTo(Welcome.CLOSED);
  }

  @Test
  void hours_may_go_over_midnight_or_round_the_clock() {
    assertThat(welcome("20:00", "06:00", "2026-03-11T23:00")).isEqualTo(Welcome.OPEN);
    assertThat(welcome("20:00", "06:00", "2026-03-11T12:00")).isEqualTo(Welcome.CLOSED);
    assertThat(welcome("00:00", "00:00", "2026-03-11T03:00")).isEqualTo(Welcome.OPEN);
  }

  @Test
  void too_many_waiting_brings_the_call_back_first_and_an_emergency_is_never_turned_away() {
    HotlineRules rules =
        new HotlineRules(LocalTime.parse("08:30"), LocalTime.parse("18:00"), WORKDAYS, 3);

    assertThat(rules.welcome(Priority.HIGH, 3, at("2026-03-11T10:00"), ZONE))
        .isEqualTo(Welcome.OVERLOADED);
    assertThat(rules.welcome(Priority.EMERGENCY, 9, at("2026-03-14T02:00"), ZONE))
        .isEqualTo(Welcome.OPEN);
  }
}
