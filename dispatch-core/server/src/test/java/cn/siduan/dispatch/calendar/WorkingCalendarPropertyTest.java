package cn.siduan.dispatch.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds on every calendar, whatever its hours, holidays, make-up days and zone. */
class WorkingCalendarPropertyTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Property(tries = 500)
  void adding_is_monotone(
      @ForAll("calendars") WorkingCalendar calendar,
      @ForAll("instants") Instant a,
      @ForAll("instants") Instant b,
      @ForAll("times") Duration s,
      @ForAll("times") Duration t) {
    Instant early = a.isBefore(b) ? a : b;
    Instant late = a.isBefore(b) ? b : a;
    Duration less = s.compareTo(t) < 0 ? s : t;
    Duration more = s.compareTo(t) < 0 ? t : s;
    assertThat(calendar.plus(late, more)).isAfterOrEqualTo(calendar.plus(early, less));
    assertThat(calendar.plus(early, less)).isAfterOrEqualTo(early);
  }

  @Property(tries = 500)
  void between_is_the_inverse_of_adding(
      @ForAll("calendars") WorkingCalendar calendar,
      @ForAll("instants") Instant start,
      @ForAll("times") Duration time) {
    assertThat(calendar.between(start, calendar.plus(start, time))).isEqualTo(time);
    assertThat(calendar.between(calendar.plus(start, time), start)).isEqualTo(time.negated());
  }

  @Property(tries = 500)
  void a_deadline_never_falls_outside_working_time(
      @ForAll("calendars") WorkingCalendar calendar,
      @ForAll("instants") Instant start,
      @ForAll("times") Duration time,
      @ForAll @IntRange(max = 30) int days) {
    assertInWorkingTime(calendar, calendar.plus(start, time));
    assertInWorkingTime(calendar, calendar.plusDays(start, days));
  }

  private static void assertInWorkingTime(WorkingCalendar calendar, Instant due) {
    assertThat(calendar.isOpen(due) || calendar.isOpen(due.minusNanos(1))).isTrue();
  }

  @Property(tries = 500)
  void adding_in_two_steps_is_adding_at_once(
      @ForAll("calendars") WorkingCalendar calendar,
      @ForAll("instants") Instant start,
      @ForAll("times") Duration s,
      @ForAll("times") Duration t) {
    assertThat(calendar.plus(calendar.plus(start, s), t))
        .isEqualTo(calendar.plus(start, s.plus(t)));
  }

  @Property(tries = 500)
  void days_too_are_added_in_steps_and_monotone(
      @ForAll("calendars") WorkingCalendar calendar,
      @ForAll("instants") Instant start,
      @ForAll @IntRange(min = 1, max = 15) int m,
      @ForAll @IntRange(min = 1, max = 15) int n) {
    Instant once = calendar.plusDays(start, m + n);
    assertThat(calendar.plusDays(start, m)).isBefore(once);
    if (endsWithinItsDay(calendar)) {
      assertThat(calendar.plusDays(calendar.plusDays(start, m), n)).isEqualTo(once);
    }
  }

  /** A day that ends at midnight ends on the next day's date. */
  private static boolean endsWithinItsDay(WorkingCalendar calendar) {
    return Stream.concat(calendar.week().values().stream(), Stream.of(calendar.makeUpHours()))
        .allMatch(h -> h.isClosed() || h.spans().getLast().to() < Hours.DAY);
  }

  @Property(tries = 500)
  void working_time_between_is_the_sum_of_its_parts(
      @ForAll("calendars") WorkingCalendar calendar,
      @ForAll("instants") Instant a,
      @ForAll("instants") Instant b,
      @ForAll("instants") Instant c) {
    assertThat(calendar.between(a, b).plus(calendar.between(b, c)))
        .isEqualTo(calendar.between(a, c));
  }

  @Property(tries = 500)
  void it_is_open_at_its_next_opening_and_not_before(
      @ForAll("calendars") WorkingCalendar calendar, @ForAll("instants") Instant at) {
    Instant opening = calendar.nextOpening(at);
    assertThat(calendar.isOpen(opening)).isTrue();
    assertThat(calendar.between(at, opening)).isZero();
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(0, 500L * 24 * 3600)
        .map(s -> Instant.parse("2025-12-01T00:00:00Z").plusSeconds(s));
  }

  @Provide
  Arbitrary<Duration> times() {
    return Arbitraries.longs().between(0, 300L * 3600).map(Duration::ofSeconds);
  }

  @Provide
  Arbitrary<WorkingCalendar> calendars() {
    return Combinators.combine(
            Arbitraries.maps(Arbitraries.of(DayOfWeek.class), hours()).ofMinSize(1).ofMaxSize(7),
            days().set().ofMaxSize(40),
            days().set().ofMaxSize(10),
            hours(),
            Arbitraries.of("Asia/Shanghai", "Asia/Urumqi", "UTC", "Asia/Kathmandu"))
        .as(WorkingCalendarPropertyTest::calendar);
  }

  private static WorkingCalendar calendar(
      Map<DayOfWeek, Hours> week,
      Set<LocalDate> holidays,
      Set<LocalDate> makeUp,
      Hours makeUpHours,
      String zone) {
    Set<LocalDate> worked = new HashSet<>(makeUp);
    worked.removeAll(holidays);
    return new WorkingCalendar(
        "X", 1, ZoneId.of(zone), week, new Arrangement("Y", holidays, worked), makeUpHours);
  }

  private static Arbitrary<LocalDate> days() {
    return Arbitraries.integers().between(0, 500).map(FIRST::plusDays);
  }

  private static Arbitrary<Hours> hours() {
    return Arbitraries.integers()
        .between(0, 96)
        .set()
        .ofMinSize(2)
        .ofMaxSize(6)
        .map(WorkingCalendarPropertyTest::hours);
  }

  private static Hours hours(Set<Integer> quarters) {
    List<Integer> sorted = List.copyOf(new TreeSet<>(quarters));
    List<Hours.Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < sorted.size(); i += 2) {
      spans.add(new Hours.Span(sorted.get(i) * 15, sorted.get(i + 1) * 15));
    }
    return new Hours(spans);
  }
}
