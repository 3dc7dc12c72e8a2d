package cn.siduan.dispatch.calls.figures;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * How many operators each hour of a day needs, from the same weekday of the past weeks: the mean of
 * its calls, and of how long they took.
 */
final class Staffing {

  private static final int WEEKS = 6;

  /** Until there are figures of our own: 4 minutes a call. */
  private static final double USUAL_HANDLING = 240;

  /** 80/20, and no more than a twentieth giving up. */
  private static final double SHARE = 0.8;

  private static final double WITHIN_SECONDS = 20;
  private static final double MOST_ABANDONED = 0.05;

  /** A caller's mean patience, where nobody gave up yet. */
  private static final double USUAL_PATIENCE = 120;

  /** Rostered people also have breaks and briefings. */
  private static final double SHRINKAGE = 0.3;

  /**
   * @param hour of the day, 0 to 23
   * @param calls expected
   * @param handlingSeconds mean
   * @param erlangC operators for 80 % within 20 s if nobody gives up
   * @param erlangA operators for at most 5 % giving up
   * @param rostered the larger one, with 30 % for breaks
   */
  record Hour(
      int hour,
      double calls,
      double handlingSeconds,
      double patienceSeconds,
      int erlangC,
      int erlangA,
      int rostered) {}

  /** What an hour of that weekday was like. */
  record Past(int hour, double calls, double handling, double patience) {}

  private Staffing() {}

  static List<Hour> suggest(List<Past> past) {
    List<Hour> hours = new ArrayList<>();
    for (Past p : past) {
      double traffic = p.calls() * p.handling() / 3600;
      int c = Erlang.operatorsC(traffic, p.handling(), SHARE, WITHIN_SECONDS);
      int a = Erlang.operatorsA(traffic, p.handling(), p.patience(), MOST_ABANDONED);
      int rostered = (int) Math.ceil(Math.max(a, c) / (1 - SHRINKAGE));
      hours.add(new Hour(p.hour(), p.calls(), p.handling(), p.patience(), c, a, rostered));
    }
    return hours;
  }

  /** Hours without a call in all those weeks need nobody, and are left out. */
  static List<Past> past(Handle handle, LocalDate day, ZoneId zone) {
    DayOfWeek weekday = day.getDayOfWeek();
    return handle
        .createQuery(
            """
            select extract(hour from arrived_at at time zone :zone)::int as hour,
                   count(*)::float8 / :weeks as calls,
                   coalesce(extract(epoch from avg(ended_at - answered_at)), :handling)::float8 as handling,
                   -- of exponential patience cut off by an answer: all the waiting by all the giving up
                   coalesce(extract(epoch from sum(coalesce(answered_at, ended_at) - arrived_at))
                     / nullif(count(*) filter (where answered_at is null), 0), :patience)::float8 as patience
            from call
            where arrived_at >= :from and arrived_at < :to and ended_at is not null
              and extract(isodow from arrived_at at time zone :zone) = :weekday
            group by 1 order by 1
            """)
        .bind("zone", zone.getId())
        .bind("weeks", WEEKS)
        .bind("handling", USUAL_HANDLING)
        .bind("patience", USUAL_PATIENCE)
        .bind("from", day.minusWeeks(WEEKS).atStartOfDay(zone).toInstant())
        .bind("to", day.atStartOfDay(zone).toInstant())
        .bind("weekday", weekday.getValue())
        .map(
            (rs, _) ->
                new Past(
                    rs.getInt("hour"),
                    rs.getDouble("calls"),
                    Math.max(1, rs.getDouble("handling")),
                    Math.max(1, rs.getDouble("patience"))))
        .list();
  }
}
