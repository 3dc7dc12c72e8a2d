package cn.siduan.dispatch.calls.checkin;

import cn.siduan.dispatch.calls.outbound.CallHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** Decides when a round begins, when each is called, and what follows when nobody answers. Pure. */
final class CheckInPlanner {

  /** What is tried next. */
  sealed interface Next {
    /** Ask an emergency contact to look. */
    record AskContact(int position) implements Next {}

    /** Somebody goes there. */
    record Visit() implements Next {}
  }

  private CheckInPlanner() {}

  /**
   * Whether today's round may begin: its window is open, and it is not night. A round that could
   * not begin in time (nobody was there to begin it) begins late, but never outside its window.
   */
  static boolean isDue(CheckInPlan plan, ZonedDateTime now, CallHours hours) {
    LocalTime time = now.toLocalTime();
    return plan.isFor(now.toLocalDate())
        && !time.isBefore(plan.begins())
        && time.isBefore(plan.ends())
        && hours.isOpen(now.toInstant());
  }

  /**
   * When the nth of a round is called: evenly over the first half of what is left of the window, so
   * that there is time to try again.
   */
  static Instant at(Instant begun, Instant end, int nth, int of) {
    Duration half = Duration.between(begun, end).dividedBy(2);
    return begun.plusMillis(half.toMillis() * nth / Math.max(1, of));
  }

  static Instant end(CheckInPlan plan, LocalDate day, CallHours hours) {
    LocalTime ends = plan.ends().isBefore(hours.ends()) ? plan.ends() : hours.ends();
    return day.atTime(ends).atZone(hours.zone()).toInstant();
  }

  /**
   * @param asked emergency contacts asked already
   * @param contacts there are
   * @param open whether people may still be called today
   */
  static Next next(int asked, int contacts, boolean open) {
    return asked < contacts && open ? new Next.AskContact(asked) : new Next.Visit();
  }
}
