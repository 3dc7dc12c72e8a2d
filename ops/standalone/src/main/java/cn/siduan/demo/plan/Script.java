package cn.siduan.demo.plan;

import cn.siduan.demo.demand.Rhythm;
import cn.siduan.demo.provider.Opening;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Steps being written down one after the other, with the time at which the last of them is done.
 */
final class Script {

  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final LocalTime EVENING = LocalTime.of(20, 0);
  private static final Duration NIGHT = Duration.ofHours(13);

  private final boolean anyHour;
  private final List<Step> steps = new ArrayList<>();
  private Instant now;

  /**
   * Begins at the moment at which the order is taken.
   *
   * @param anyHour people work whenever they are needed; or else when they are open
   */
  Script(Instant start, boolean anyHour) {
    this.now = start;
    this.anyHour = anyHour;
  }

  Instant now() {
    return now;
  }

  Script after(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  Script notBefore(Instant time) {
    now = time.isAfter(now) ? time : now;
    return this;
  }

  Script whenOpen(Opening opening) {
    now = open(opening, now);
    return this;
  }

  Instant open(Opening opening, Instant time) {
    if (anyHour) {
      return time;
    }
    LocalDateTime local = LocalDateTime.ofInstant(time, Rhythm.ZONE);
    return opening.nextOpen(local).atZone(Rhythm.ZONE).toInstant();
  }

  /** Nobody is rung up at night. */
  Script untilDaytime() {
    LocalTime time = LocalTime.ofInstant(now, Rhythm.ZONE);
    if (!anyHour && time.isBefore(MORNING)) {
      now = now.plus(Duration.between(time, MORNING));
    } else if (!anyHour && time.isAfter(EVENING)) {
      now = now.plus(Duration.between(EVENING, time).negated()).plus(NIGHT);
    }
    return this;
  }

  Script add(Function<Instant, Step> step) {
    steps.add(step.apply(now));
    return this;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
