package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instant at which so much working time has gone by, not counting pauses.
 *
 * @param pausedAt since when nothing goes by; then {@code at} is what it would be without that
 *     pause
 */
record Elapse(Instant at, @Nullable Instant pausedAt) {

  /**
   * @param pauses in order, apart from one another; the last one may be open
   */
  static Elapse of(WorkingCalendar calendar, Instant start, Duration time, List<Pause> pauses) {
    Instant from = start;
    Duration left = time;
    for (Pause pause : pauses) {
      Instant to = pause.to();
      if (to != null && !to.isAfter(from)) {
        continue;
      }
      Instant begin = pause.from().isBefore(from) ? from : pause.from();
      Instant reached = calendar.plus(from, left);
      if (!reached.isAfter(begin)) {
        return new Elapse(reached, null);
      }
      left = left.minus(calendar.between(from, begin));
      if (to == null) {
        return new Elapse(calendar.plus(begin, left), begin);
      }
      from = to;
    }
    return new Elapse(calendar.plus(from, left), null);
  }
}
