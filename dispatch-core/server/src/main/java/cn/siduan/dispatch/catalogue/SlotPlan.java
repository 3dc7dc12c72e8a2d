package cn.siduan.dispatch.catalogue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Bookable times of a range of days.
 *
 * @param from first day
 * @param to last day, included
 * @param weekdays 1 for Monday to 7 for Sunday
 * @param times of each of those days, in local time
 */
public record SlotPlan(
    long itemId,
    long centreId,
    LocalDate from,
    LocalDate to,
    List<Integer> weekdays,
    List<Span> times,
    int places) {

  /** From a time of day to a later one of the same day. */
  public record Span(LocalTime from, LocalTime to) {}

  List<SlotStore.Time> slots(ZoneId zone) {
    return from.datesUntil(to.plusDays(1))
        .filter(day -> weekdays.contains(weekday(day.getDayOfWeek())))
        .flatMap(
            day ->
                times.stream()
                    .map(
                        t ->
                            new SlotStore.Time(
                                day.atTime(t.from()).atZone(zone).toInstant(),
                                day.atTime(t.to()).atZone(zone).toInstant())))
        .toList();
  }

  private static int weekday(DayOfWeek day) {
    return day.getValue();
  }
}
