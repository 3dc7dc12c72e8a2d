package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.order.ClockKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock as it is shown; schema OrderClock of the contract.
 *
 * @param dueAt absent while it is paused: it moves
 * @param remainingSeconds of working time, negative when overdue
 */
record ClockView(
    ClockKind clock,
    int round,
    String level,
    ClockState.Status state,
    Instant startedAt,
    @Nullable Instant warnAt,
    @Nullable Instant dueAt,
    @Nullable Instant pausedAt,
    @Nullable Instant stoppedAt,
    @Nullable Long remainingSeconds,
    boolean atRisk,
    String calendar,
    int calendarVersion) {

  static ClockView of(ClockState clock, Instant now) {
    boolean paused = clock.pausedAt() != null;
    ClockState.Status status = clock.status(now);
    return new ClockView(
        clock.clock(),
        clock.round(),
        clock.level().code(),
        status,
        clock.startedAt(),
        paused ? null : clock.warnAt(),
        paused ? null : clock.dueAt(),
        clock.pausedAt(),
        clock.stoppedAt(),
        clock.remaining(now).map(Duration::toSeconds).orElse(null),
        status == ClockState.Status.RUNNING && !now.isBefore(clock.warnAt()),
        clock.term().calendar().code(),
        clock.term().calendar().version());
  }
}
