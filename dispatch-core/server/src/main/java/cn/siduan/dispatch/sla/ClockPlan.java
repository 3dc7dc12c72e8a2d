package cn.siduan.dispatch.sla;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.OrderEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a clock waits for next, from the order's history: the warning, the breach, the next tier, or
 * nothing more.
 *
 * @param state of the deadline's row
 * @param firesAt null unless it waits
 * @param breach what was recorded of this very deadline
 */
record ClockPlan(State state, @Nullable Instant firesAt, Optional<Breach> breach) {

  enum State {
    WAITING,
    PAUSED,
    DONE,
    CANCELLED
  }

  /**
   * @param tier that has it now
   * @param since when it has it
   */
  record Breach(Tier tier, Instant since) {}

  static ClockPlan of(ClockState clock, List<Happened> history) {
    Optional<Breach> breach = breach(clock, history);
    if (clock.isOver()) {
      return new ClockPlan(clock.dropped() ? State.CANCELLED : State.DONE, null, breach);
    }
    if (breach.isPresent()) {
      Breach known = breach.get();
      return known.tier() == Tier.DISTRICT
          ? new ClockPlan(State.DONE, null, breach)
          : new ClockPlan(State.WAITING, clock.level().escalateAfter().end(known.since()), breach);
    }
    return clock.pausedAt() != null
        ? new ClockPlan(State.PAUSED, null, breach)
        : new ClockPlan(State.WAITING, clock.warnAt(), breach);
  }

  private static Optional<Breach> breach(ClockState clock, List<Happened> history) {
    Breach breach = null;
    for (Happened happened : history) {
      Instant at = happened.by().recordedAt();
      if (happened.event() instanceof OrderEvent.ClockBreached e
          && e.clock() == clock.clock()
          && e.round() == clock.round()
          && e.due().equals(clock.dueAt())) {
        breach = new Breach(e.escalatedTo(), at);
      } else if (breach != null
          && happened.event() instanceof OrderEvent.BreachEscalated e
          && e.clock() == clock.clock()
          && e.round() == clock.round()) {
        breach = new Breach(e.escalatedTo(), at);
      }
    }
    return Optional.ofNullable(breach);
  }
}
