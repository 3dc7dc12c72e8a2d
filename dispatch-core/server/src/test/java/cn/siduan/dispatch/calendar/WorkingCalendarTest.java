package cn.siduan.dispatch.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.DefaultConfig;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calendars of the folder config, against what the State Council arranged. */
class WorkingCalendarTest {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final Calendars CALENDARS = calendars();
  private static final WorkingCalendar STANDARD = CALENDARS.get("STANDARD");

  private static Calendars calendars() {
    ConfigFaults faults = new ConfigFaults();
    Calendars calendars = CalendarFile.read(DefaultConfig.read("calendars.yaml"), faults);
    faults.throwIfAny();
    return calendars;
  }

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(CHINA).toInstant();
  }

  /** 9:00 to 12:00 and 13:30 to 17:30, seven hours a day. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-11T10:00, PT1H, 2026-03-11T11:00",
    // over lunch
    "2026-03-11T11:00, PT2H, 2026-03-11T14:30",
    // up to the end of the day, and a minute more
    "2026-03-11T10:00, PT6H, 2026-03-11T17:30",
    "2026-03-11T10:00, PT6H1M, 2026-03-12T09:01",
    // received in the night, at lunch, on Sunday
    "2026-03-11T22:00, PT1H, 2026-03-12T10:00",
    "2026-03-11T12:30, PT1H, 2026-03-11T14:30",
    "2026-03-15T12:30, PT1H, 2026-03-16T10:00",
    // Friday to Monday
    "2026-03-13T17:00, PT1H, 2026-03-16T09:30",
    // the eve of Spring Festival 2026 is a Saturday that is worked; nine days off follow
    "2026-02-13T17:00, PT1H, 2026-02-14T09:30",
    "2026-02-14T17:00, PT1H, 2026-02-24T09:30",
    // 2025: the Sunday before Spring Festival is worked, then 28 January to 4 February is off
    "2025-01-26T17:00, PT1H, 2025-01-27T09:30",
    "2025-01-27T17:00, PT1H, 2025-02-05T09:30",
    // National Day and Mid-Autumn 2025
    "2025-09-30T17:00, PT1H, 2025-10-09T09:30",
    "2025-09-26T17:00, PT1H, 2025-09-28T09:30"
  })
  void working_time_is_added(String start, String time, String end) {
    assertThat(STANDARD.plus(at(start), Duration.parse(time))).isEqualTo(at(end));
    assertThat(STANDARD.between(at(start), at(end))).isEqualTo(Duration.parse(time));
  }

  @ParameterizedTest
  @CsvSource({
    // Wednesday: the fifth working day after it is the next Wednesday
    "2026-03-11T10:00, 5, 2026-03-18T17:30",
    "2026-03-11T23:00, 1, 2026-03-12T17:30",
    // over Labour Day 2026 (1 to 5 May off, Saturday the 9th worked)
    "2026-04-30T10:00, 1, 2026-05-06T17:30",
    "2026-04-30T10:00, 4, 2026-05-09T17:30",
    "2026-04-30T10:00, 5, 2026-05-11T17:30",
    // over National Day 2026 (Saturday 10 October worked) and 2025 (Saturday 11 October worked)
    "2026-09-30T10:00, 3, 2026-10-10T17:30",
    "2025-09-30T10:00, 3, 2025-10-11T17:30",
    // Dragon Boat 2025, from a Saturday that is off
    "2025-05-31T10:00, 1, 2025-06-03T17:30",
    // New Year 2026: 1 to 3 January off, Sunday the 4th worked
    "2025-12-31T10:00, 1, 2026-01-04T17:30"
  })
  void working_days_are_added_and_end_with_the_day(String start, int days, String end) {
    assertThat(STANDARD.plusDays(at(start), days)).isEqualTo(at(end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-26",
        "2025-02-08",
        "2025-04-27",
        "2025-09-28",
        "2025-10-11",
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10"
      })
  void make_up_days_are_worked_though_they_are_weekends(String day) {
    assertThat(STANDARD.isWorkingDay(LocalDate.parse(day))).isTrue();
    assertThat(STANDARD.isOpen(at(day + "T10:00"))).isTrue();
    assertThat(STANDARD.isOpen(at(day + "T12:30"))).isFalse();
    assertThat(CALENDARS.get("SIX_DAYS").isOpen(at(day + "T12:30"))).isTrue();
  }

  /** 261 weekdays in either year, less the 13 public holidays of the decree of 2024. */
  @ParameterizedTest
  @CsvSource({"2025, 248", "2026, 248"})
  void a_year_has_as_many_working_days_as_the_law_leaves(int year, int days) {
    LocalDate first = LocalDate.of(year, 1, 1);
    assertThat(first.datesUntil(first.plusYears(1)).filter(STANDARD::isWorkingDay).count())
        .isEqualTo(days);
  }

  @Test
  void a_calendar_without_arrangement_goes_on_through_holidays() {
    assertThat(CALENDARS.get("SEVEN_DAYS").isOpen(at("2026-02-17T10:00"))).isTrue();
    assertThat(CALENDARS.get("24H").isOpen(at("2026-02-17T03:00"))).isTrue();
  }

  @Test
  void round_the_clock_a_day_is_24_hours() {
    WorkingCalendar always = CALENDARS.get("24H");
    Instant start = at("2026-02-14T22:17");
    assertThat(always.plusDays(start, 15)).isEqualTo(start.plus(Duration.ofDays(15)));
    assertThat(always.plus(start, Duration.ofHours(30))).isEqualTo(start.plusSeconds(30 * 3600));
    assertThat(always.between(start, start.plusSeconds(99))).isEqualTo(Duration.ofSeconds(99));
  }

  @Test
  void the_next_opening_is_now_or_after_lunch_or_after_the_holidays() {
    assertThat(STANDARD.nextOpening(at("2026-03-11T10:00"))).isEqualTo(at("2026-03-11T10:00"));
    assertThat(STANDARD.nextOpening(at("2026-03-11T12:00"))).isEqualTo(at("2026-03-11T13:30"));
    assertThat(STANDARD.nextOpening(at("2026-02-14T17:30"))).isEqualTo(at("2026-02-24T09:00"));
    assertThat(STANDARD.isOpen(at("2026-03-11T17:30"))).isFalse();
  }

  @Test
  void a_provider_keeps_its_own_hours_under_the_holidays_of_its_calendar() {
    OpeningHours hours =
        OpeningHours.of(
            Json.tree("{\"mon\": [[\"10:00\", \"11:00\"]], \"sat\": [[\"08:00\", \"20:00\"]]}"),
            STANDARD);
    assertThat(hours.isOpen(at("2026-03-16T10:30"))).isTrue();
    assertThat(hours.isOpen(at("2026-03-17T10:30"))).isFalse();
    assertThat(hours.isOpen(at("2026-03-14T19:59"))).isTrue();
    // a Saturday within Spring Festival; then a Saturday that stands for a weekday
    assertThat(hours.isOpen(at("2026-02-21T10:30"))).isFalse();
    assertThat(hours.isOpen(at("2026-02-28T10:30"))).isTrue();
    assertThat(hours.isOpen(at("2026-02-28T12:30"))).isFalse();
    assertThat(hours.findNextOpening(at("2026-03-16T11:00"))).contains(at("2026-03-21T08:00"));
  }

  @Test
  void a_provider_without_hours_keeps_those_of_its_calendar() {
    OpeningHours hours = OpeningHours.of(Json.object(), STANDARD);
    assertThat(hours.isOpen(at("2026-03-11T10:00"))).isTrue();
    assertThat(hours.isOpen(at("2026-03-11T12:30"))).isFalse();
  }

  @Test
  void a_provider_that_never_opens_has_no_next_opening() {
    OpeningHours hours = OpeningHours.of(Json.tree("{\"mon\": []}"), CALENDARS.get("SEVEN_DAYS"));
    assertThat(hours.findNextOpening(at("2026-03-11T10:00"))).isEmpty();
  }

  @Test
  void every_fault_is_reported_at_once_with_its_place_and_what_would_be_right() {
    JsonNode file =
        Json.tree(
            """
            {"calendars": [
              {"code": "A", "version": 0, "zone": "Asia/Shangai", "week": {"mon": [["9:00", "25:00"]]}},
              {"code": "A", "version": 1, "zone": "UTC", "week": {"mon": [["09:00", "10:00"]]}},
              {"code": "B", "version": 1, "zone": "UTC", "arrangement": "STATE",
               "make_up_hours": [["09:00", "10:00"], ["09:30", "11:00"]],
               "week": {"mon": [["11:00", "10:00"]], "thr": []}}],
             "arrangements": [{"code": "STATE_COUNCIL", "years": [{"year": 2026,
               "holidays": [{"from": "2026-10-07", "to": "2026-10-01"}, {"from": "2025-10-01", "to": "x"}],
               "make_up_days": ["2026-10-09"]}]}]}\
            """);
    ConfigFaults faults = new ConfigFaults();
    CalendarFile.read(file, faults);
    List<String> said = faults.list();
    assertThat(said)
        .contains(
            "calendars.yaml: calendars[0].version is \"0\". Maybe 1.",
            "calendars.yaml: calendars[0].zone is \"Asia/Shangai\", which is no zone. Maybe"
                + " Asia/Shanghai.",
            "calendars.yaml: calendars[0].week.mon[0] has \"25:00\", which is no time of day. Maybe"
                + " \"09:00\".",
            "calendars.yaml: calendars[1].code is \"A\", as is another one's.",
            "calendars.yaml: calendars[2].week has \"thr\", which is no weekday. Maybe mon … sun.")
        .anyMatch(s -> s.contains("calendars[2].arrangement is \"STATE\""))
        .anyMatch(s -> s.contains("holidays[0] ends on 2026-10-01"))
        .anyMatch(s -> s.contains("make_up_days[0] is 2026-10-09, a FRIDAY"))
        .hasSizeGreaterThan(11);
  }
}
