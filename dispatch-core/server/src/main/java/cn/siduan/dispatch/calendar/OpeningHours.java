package cn.siduan.dispatch.calendar;

import cn.siduan.dispatch.platform.ConfigFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a provider is open: its own hours, under the holidays of its calendar. Nothing given, it
 * keeps the hours of the calendar. On a make-up working day, which stands for a weekday, it keeps
 * the hours of its first weekday.
 */
public record OpeningHours(WorkingCalendar hours) {

  private static final List<DayOfWeek> WEEKDAYS =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);

  /**
   * @param opening {@code {"mon": [["09:00", "12:00"], …], …}}; absent days are closed
   * @throws IllegalArgumentException if it is not that, with every fault in it
   */
  public static OpeningHours of(JsonNode opening, WorkingCalendar calendar) {
    if (opening.isEmpty()) {
      return new OpeningHours(calendar);
    }
    ConfigFaults faults = new ConfigFaults();
    Map<DayOfWeek, Hours> week = new HoursReader(faults).week("opening", opening);
    faults.throwIfAny();
    return new OpeningHours(
        new WorkingCalendar(
            calendar.code(),
            calendar.version(),
            calendar.zone(),
            week,
            calendar.arrangement(),
            makeUp(week, calendar.makeUpHours())));
  }

  private static Hours makeUp(Map<DayOfWeek, Hours> week, Hours otherwise) {
    return WEEKDAYS.stream()
        .map(day -> week.getOrDefault(day, Hours.CLOSED))
        .filter(hours -> !hours.isClosed())
        .findFirst()
        .orElse(otherwise);
  }

  public boolean isOpen(Instant at) {
    return hours.isOpen(at);
  }

  /** The first instant at or after {@code at} at which it is open; empty if it never is. */
  public Optional<Instant> findNextOpening(Instant at) {
    return hours.findNextOpening(at);
  }
}
