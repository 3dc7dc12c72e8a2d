package cn.siduan.demo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class OpeningTest {

  private static final Opening OFFICE = Hours.OFFICE.opening();

  @Test
  void within_opening_hours_it_is_open_now() {
    assertThat(OFFICE.nextOpen(at("2026-11-24T09:30:15"))).isEqualTo(at("2026-11-24T09:30:15"));
  }

  @Test
  void over_lunch_it_opens_at_half_past_one() {
    assertThat(OFFICE.nextOpen(at("2026-11-24T12:00"))).isEqualTo(at("2026-11-24T13:30"));
  }

  @Test
  void on_friday_evening_it_opens_on_monday() {
    assertThat(OFFICE.nextOpen(at("2026-11-27T18:00"))).isEqualTo(at("2026-11-30T09:00"));
  }

  @Test
  void round_the_clock_is_always_now() {
    assertThat(Hours.ROUND_THE_CLOCK.opening().nextOpen(at("2026-11-24T23:59")))
        .isEqualTo(at("2026-11-24T23:59"));
  }

  private static LocalDateTime at(String text) {
    return LocalDateTime.parse(text);
  }
}
