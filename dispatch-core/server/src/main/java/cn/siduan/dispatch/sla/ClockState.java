package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.order.ClockKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One clock of an order, as its history says. How it stands depends on the hour as well: {@link
 * #status}.
 *
 * @param warnAt when those responsible are warned; while paused, as if it went on at once
 * @param dueAt when the promise is broken; while paused, as if it went on at once
 * @param pausedAt since when it stands still
 * @param stoppedAt when it ended
 * @param dropped it ended because nobody needs it any more, not because it was kept
 */
public record ClockState(
    ClockKind clock,
    int round,
    ServiceLevel level,
    Instant startedAt,
    Instant warnAt,
    Instant dueAt,
    @Nullable Instant pausedAt,
    @Nullable Instant stoppedAt,
    boolean dropped) {

  /** How a clock stands. */
  public enum Status {
    RUNNING,
    PAUSED,
    /** Kept in time. */
    MET,
    /** Not kept in time, whether or not it was done later. */
    BREACHED,
    /** Nobody needed it any more, and it was in time until then. */
    CANCELLED
  }

  public Status status(Instant now) {
    if (stoppedAt != null) {
      Status inTime = dropped ? Status.CANCELLED : Status.MET;
      return stoppedAt.isBefore(dueAt) ? inTime : Status.BREACHED;
    }
    if (pausedAt != null) {
      return Status.PAUSED;
    }
    return now.isBefore(dueAt) ? Status.RUNNING : Status.BREACHED;
  }

  public boolean isOver() {
    return stoppedAt != null;
  }

  /**
   * Working time left, negative once it is overdue; empty when it is over. The same figure in the
   * API, in lists and for alarms.
   */
  public Optional<Duration> remaining(Instant now) {
    if (stoppedAt != null) {
      return Optional.empty();
    }
    return Optional.of(term().calendar().between(pausedAt == null ? now : pausedAt, dueAt));
  }

  Term term() {
    return level.promise(clock).within();
  }
}
