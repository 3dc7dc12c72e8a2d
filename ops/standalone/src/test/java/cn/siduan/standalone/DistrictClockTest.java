package cn.siduan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.dispatch.calendar.WorkingCalendar;
import cn.siduan.dispatch.sla.ServiceLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistrictClockTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final WorkingCalendar OFFICE =
      ServiceLevels.defaults().calendars().get("STANDARD");
  private static final LocalTime TEN = LocalTime.of(10, 0);

  @TempDir private Path path;

  @Test
  void without_a_wish_it_is_what_time_it_is() {
    assertThat(begin("2026-11-25T21:05", null)).isEqualTo(at("2026-11-25T21:05"));
  }

  @Test
  void a_wish_for_later_today_is_today() {
    assertThat(begin("2026-11-25T08:30", TEN)).isEqualTo(at("2026-11-25T10:00"));
  }

  @Test
  void in_the_evening_it_is_the_next_working_day() {
    assertThat(begin("2026-11-25T21:05", TEN)).isEqualTo(at("2026-11-26T10:00"));
  }

  @Test
  void on_a_friday_evening_it_is_monday() {
    assertThat(begin("2026-11-27T21:05", TEN)).isEqualTo(at("2026-11-30T10:00"));
  }

  @Test
  void before_a_holiday_it_is_the_day_after_it() {
    assertThat(begin("2026-09-30T21:05", TEN)).isEqualTo(at("2026-10-08T10:00"));
  }

  @Test
  void a_later_start_goes_on_as_far_ahead() throws IOException {
    begin("2026-11-25T21:05", TEN);
    Files.createDirectory(path.resolve("postgres"));
    Files.writeString(path.resolve("postgres/PG_VERSION"), "17");
    assertThat(begin("2026-11-25T21:35", null)).isEqualTo(at("2026-11-26T10:30"));
    assertThatThrownBy(() -> begin("2026-11-25T21:35", TEN))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("--reset");
  }

  private Instant begin(String now, @Nullable LocalTime wish) {
    try (DataFolder folder = DataFolder.open(path)) {
      Clock clock = DistrictClock.of(folder, wish, OFFICE, Clock.fixed(at(now), ZONE));
      return clock.instant();
    }
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }
}
