package cn.siduan.dispatch.routing.store;

import cn.siduan.dispatch.routing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How providers stand just now: counted in the database, for those asked about only. */
public final class Standings {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);

  private Standings() {}

  public static Map<Long, Standing> of(Handle handle, Collection<Long> providerIds, Instant now) {
    Map<Long, Standing> standings = new HashMap<>();
    handle
        .createQuery(
            """
            select p.id, hand.n, week.n, asked.n, asked.accepted, ended.n, ended.resolved
            from unnest(:ids) as p (id)
            cross join lateral (
              select count(*) as n from assignment a where a.provider_id = p.id and a.ended_at is null) hand
            cross join lateral (
              select count(*) as n from assignment a
              where a.provider_id = p.id and a.began_at > :week and a.began_at <= :now) week
            cross join lateral (
              select count(*) filter (where state in ('ACCEPTED', 'DECLINED', 'EXPIRED')) as n,
                     count(*) filter (where state = 'ACCEPTED') as accepted
              from offer f where f.provider_id = p.id and f.offered_at > :month and f.offered_at <= :now) asked
            cross join lateral (
              select count(*) as n, count(*) filter (where t.state = 'RESOLVED') as resolved
              from assignment a join task t on t.order_id = a.order_id and t.no = a.task_no
              where a.provider_id = p.id and a.began_at > :month and a.began_at <= :now and a.ended_at is not null) ended\
            """)
        .bindArray("ids", Long.class, providerIds.toArray())
        .bind("now", now)
        .bind("week", now.minus(WEEK))
        .bind("month", now.minus(MONTH))
        .map(
            (rs, _) ->
                Map.entry(
                    rs.getLong(1),
                    new Standing(
                        rs.getInt(2),
                        rs.getInt(3),
                        rs.getInt(4),
                        rs.getInt(5),
                        rs.getInt(6),
                        rs.getInt(7))))
        .forEach(e -> standings.put(e.getKey(), e.getValue()));
    return standings;
  }
}
