package cn.siduan.demo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalendarsFileTest {

  private static final JsonNode ROOT = ConfigFile.read("calendars.yaml");
  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  @Test
  void the_make_up_days_of_2026_are_working_days() {
    assertThat(
            Stream.of(
                "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"))
        .allMatch(day -> works(LocalDate.parse(day)))
        .allMatch(day -> WEEKEND.contains(LocalDate.parse(day).getDayOfWeek()));
    assertThat(makeUpDays(2026)).hasSize(6);
  }

  @Test
  void the_make_up_days_of_2025_are_working_days() {
    assertThat(Stream.of("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"))
        .allMatch(day -> works(LocalDate.parse(day)))
        .allMatch(day -> WEEKEND.contains(LocalDate.parse(day).getDayOfWeek()));
    assertThat(makeUpDays(2025)).hasSize(5);
  }

  @Test
  void spring_festival_of_2026_lasts_nine_days() {
    assertThat(days("2026-02-15", 9)).noneMatch(CalendarsFileTest::works);
    assertThat(works(LocalDate.parse("2026-02-14"))).isTrue();
    assertThat(works(LocalDate.parse("2026-02-24"))).isTrue();
  }

  @Test
  void national_day_and_mid_autumn_of_2025_last_eight_days() {
    assertThat(days("2025-10-01", 8)).noneMatch(CalendarsFileTest::works);
    assertThat(works(LocalDate.parse("2025-10-09"))).isTrue();
  }

  /** By the law: 13 public holidays; the rest of the days off are weekends, moved or not. */
  @Test
  void a_year_has_as_many_working_days_as_the_law_leaves() {
    assertThat(workingDays(2025)).isEqualTo(261 - 13);
    assertThat(workingDays(2026)).isEqualTo(261 - 13);
  }

  @Test
  void a_year_for_which_there_is_no_notice_yet_says_so() {
    assertThat(year(2027).path("provisional").asBoolean()).isTrue();
    assertThat(year(2026).path("provisional").asBoolean()).isFalse();
  }

  @Test
  void calendars_name_an_arrangement_that_exists_and_the_hours_of_make_up_days_with_it() {
    assertThat(ConfigFile.list(ROOT.path("calendars")))
        .allMatch(c -> c.has("arrangement") == c.has("make_up_hours"))
        .filteredOn(c -> c.has("arrangement"))
        .allMatch(c -> c.path("arrangement").asText().equals("STATE_COUNCIL"));
  }

  private static boolean works(LocalDate day) {
    if (makeUpDays(day.getYear()).contains(day.toString())) {
      return true;
    }
    boolean holiday =
        year(day.getYear())
            .path("holidays")
            .valueStream()
            .anyMatch(
                h ->
                    h.path("from").asText().compareTo(day.toString()) <= 0
                        && h.path("to").asText().compareTo(day.toString()) >= 0);
    return !holiday && !WEEKEND.contains(day.getDayOfWeek());
  }

  private static long workingDays(int year) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return first.datesUntil(first.plusYears(1)).filter(CalendarsFileTest::works).count();
  }

  private static Stream<LocalDate> days(String first, int count) {
    return IntStream.range(0, count).mapToObj(LocalDate.parse(first)::plusDays);
  }

  private static Set<String> makeUpDays(int year) {
    List<String> days = ConfigFile.texts(year(year).path("make_up_days"));
    return new TreeSet<>(days);
  }

  private static JsonNode year(int year) {
    return ROOT.path("arrangements")
        .path(0)
        .path("years")
        .valueStream()
        .filter(y -> y.path("year").asInt() == year)
        .findFirst()
        .orElseThrow();
  }
}
