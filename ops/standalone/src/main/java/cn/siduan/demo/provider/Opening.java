package cn.siduan.demo.provider;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * Weekly opening hours; a day left out is closed.
 *
 * @param days intervals in their order
 */
public record Opening(Map<DayOfWeek, List<Interval>> days) {

  /**
   * Part of a day.
   *
   * @param from as 09:00, included
   * @param to as 12:00, not included; 24:00 is the end of the day
   */
  public record Interval(String from, String to) {

    /** The first minute from the given one on that lies within, as a minute of the day, or -1. */
    private int firstFrom(int minute) {
      int first = Math.max(minute, minuteOfDay(from));
      return first < minuteOfDay(to) ? first : -1;
    }

    private static int minuteOfDay(String time) {
      return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }
  }

  public Opening {
    days = Map.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("opening hours without a day");
    }
  }

  /** The given time if it is open then, or else the next time it opens. */
  public LocalDateTime nextOpen(LocalDateTime time) {
    int minute = time.getHour() * 60 + time.getMinute();
    LocalDate day = time.toLocalDate();
    while (true) {
      for (Interval interval : days.getOrDefault(day.getDayOfWeek(), List.of())) {
        int first = interval.firstFrom(minute);
        if (first >= 0) {
          boolean now = first == minute && day.equals(time.toLocalDate());
          return now ? time : day.atStartOfDay().plusMinutes(first);
        }
      }
      day = day.plusDays(1);
      minute = 0;
    }
  }
}
