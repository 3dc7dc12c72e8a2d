package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.calendar.WorkingCalendar;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Computes the clocks of an order from its history and its service level. Pure: whoever asks, the
 * API, a list or an alarm, gets the same figures.
 */
public final class SlaClock {

  private SlaClock() {}

  /**
   * @param history from the order's first event on
   * @param level code of the level the order was opened with
   * @return by round and clock
   */
  public static List<ClockState> read(List<Happened> history, String level, ServiceLevels levels) {
    ClockFold fold = new ClockFold(level);
    history.forEach(fold::add);
    return fold.runs().stream().map(run -> state(run, fold, levels)).toList();
  }

  private static ClockState state(ClockFold.Run run, ClockFold fold, ServiceLevels levels) {
    ServiceLevel level = levels.getOrOrdinary(run.level);
    Promise promise = level.promise(run.clock);
    WorkingCalendar calendar = promise.within().calendar();
    Instant start = run.startedAt;
    Instant end = levels.extended(promise.within().end(start), run.extendedDays());
    Duration budget = calendar.between(start, end);
    List<Pause> pauses = fold.pausesUntil(run.stoppedAt);
    Elapse due = Elapse.of(calendar, start, budget, pauses);
    Elapse warn = Elapse.of(calendar, start, promise.warnAfter(budget), pauses);
    return new ClockState(
        run.clock,
        run.round,
        level,
        start,
        warn.at(),
        due.at(),
        run.stoppedAt == null ? due.pausedAt() : null,
        run.stoppedAt,
        run.dropped);
  }

  /** Whether such an event can change a clock; the others need not be read. */
  public static boolean concerns(OrderEvent event) {
    return ClockFold.concerns(event);
  }
}
