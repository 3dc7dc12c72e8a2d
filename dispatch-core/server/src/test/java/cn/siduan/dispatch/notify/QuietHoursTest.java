package cn.siduan.dispatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final QuietHours NIGHT =
      new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 30), SHANGHAI);

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
  }

  @Test
  void the_evening_waits_for_the_next_morning_and_the_small_hours_for_the_same() {
    assertThat(NIGHT.next(at("2026-03-11T20:59:59"))).isEqualTo(at("2026-03-11T20:59:59"));
    assertThat(NIGHT.next(at("2026-03-11T21:00"))).isEqualTo(at("2026-03-12T07:30"));
    assertThat(NIGHT.next(at("2026-03-12T00:00"))).isEqualTo(at("2026-03-12T07:30"));
    assertThat(NIGHT.next(at("2026-03-12T07:29:59"))).isEqualTo(at("2026-03-12T07:30"));
    assertThat(NIGHT.next(at("2026-03-12T07:30"))).isEqualTo(at("2026-03-12T07:30"));
  }

  @Test
  void a_quiet_noon_ends_the_same_day() {
    QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0), SHANGHAI);
    assertThat(noon.next(at("2026-03-11T12:30"))).isEqualTo(at("2026-03-11T14:00"));
    assertThat(noon.next(at("2026-03-11T14:00"))).isEqualTo(at("2026-03-11T14:00"));
    assertThat(noon.next(at("2026-03-11T22:00"))).isEqualTo(at("2026-03-11T22:00"));
  }

  @Property
  void nothing_is_put_forward_or_into_the_quiet_or_off_by_a_day(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(min = 0, max = 1439) int from,
      @ForAll @IntRange(min = 0, max = 1439) int to) {
    QuietHours quiet =
        new QuietHours(
            LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L), SHANGHAI);
    Instant moment = Instant.ofEpochSecond(second);
    Instant next = quiet.next(moment);
    assertThat(next).isAfterOrEqualTo(moment).isBefore(moment.plus(Duration.ofHours(25)));
    assertThat(quiet.next(next)).isEqualTo(next);
  }

  @Property
  void pauses_grow_and_stay_within_their_bounds(
      @ForAll @IntRange(min = 1, max = 100) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double chance) {
    NotifySettings settings = NotifySettings.defaults();
    SendPolicy policy = new SendPolicy(settings, NIGHT);
    assertThat(policy.pause(attempt, chance))
        .isBetween(settings.firstPause().multipliedBy(4).dividedBy(5), settings.longestPause());
    assertThat(policy.pause(attempt + 1, chance))
        .isGreaterThanOrEqualTo(policy.pause(attempt, chance));
  }
}
