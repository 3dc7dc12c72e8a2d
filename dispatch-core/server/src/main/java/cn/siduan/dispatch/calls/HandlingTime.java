package cn.siduan.dispatch.calls;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** How long a conversation with its wrap-up takes just now: the mean of the last hour. */
final class HandlingTime {

  /** Until there are figures of our own. */
  private static final Duration USUAL = Duration.ofMinutes(4);

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int ENOUGH = 10;

  private HandlingTime() {}

  /**
   * Too few calls say too little: the usual time is mixed in as if it were that many.
   *
   * @param wrapUp after each
   */
  static Duration recent(Handle handle, Duration wrapUp, Instant now) {
    return handle
        .createQuery(
            """
            select count(*) as calls,
                   coalesce(extract(epoch from sum(ended_at - answered_at)), 0)::float8 as talked
            from call where ended_at > :since and answered_at is not null and arrived_at > :earliest
            """)
        .bind("since", now.minus(WINDOW))
        .bind("earliest", now.minus(WINDOW).minus(Duration.ofHours(4)))
        .map((rs, _) -> mixed(rs.getLong("calls"), rs.getDouble("talked"), wrapUp))
        .one();
  }

  static Duration mixed(long calls, double talkedSeconds, Duration wrapUp) {
    long usual = Math.max(0, ENOUGH - calls);
    double seconds =
        (talkedSeconds + calls * (double) wrapUp.toSeconds() + usual * (double) USUAL.toSeconds())
            / (calls + usual);
    return Duration.ofSeconds(Math.max(1, Math.round(seconds)));
  }
}
