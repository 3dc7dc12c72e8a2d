package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something may take: working days, or working time.
 *
 * @param days 0 if it is given as time
 */
public record Term(int days, Duration time, WorkingCalendar calendar) {

  public Instant end(Instant start) {
    return days > 0 ? calendar.plusDays(start, days) : calendar.plus(start, time);
  }
}
