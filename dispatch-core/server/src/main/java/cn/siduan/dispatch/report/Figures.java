package cn.siduan.dispatch.report;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** How things stand: orders, queues, clocks, acceptance, follow-up. */
final class Figures {

  private Figures() {}

  /** All lists are bounded by what there is to count by: states, queues, clocks. */
  static ObjectNode read(Handle handle, Instant now) {
    ObjectNode figures = Json.object();
    figures.put("at", now.toString());
    figures.set("orders", json(handle, now, ORDERS));
    figures.set("unplaced", json(handle, now, UNPLACED));
    figures.set("queues", json(handle, now, QUEUES));
    figures.set("clocks", json(handle, now, CLOCKS));
    figures.set("acceptance", json(handle, now, ACCEPTANCE));
    figures.set("follow_up", json(handle, now, FOLLOW_UP));
    return figures;
  }

  private static JsonNode json(Handle handle, Instant now, String sql) {
    return handle
        .createQuery(sql)
        .bind("now", now)
        .mapTo(String.class)
        .findOne()
        .map(Json::tree)
        .orElseGet(Json::object);
  }

  /** Open orders by state, the age of the oldest in seconds. */
  private static final String ORDERS =
      """
      select coalesce(jsonb_agg(jsonb_build_object('state', state, 'count', n, 'oldest_seconds', oldest)
        order by state), '[]') from (
          select state, count(*) as n, extract(epoch from cast(:now as timestamptz) - min(received_at))::bigint as oldest
          from service_order where state in ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED') group by state) s\
      """;

  private static final String UNPLACED =
      """
      select jsonb_build_object('count', count(*), 'oldest_seconds',
        coalesce(extract(epoch from cast(:now as timestamptz) - min(t.updated_at))::bigint, 0))
      from task t join service_order o on o.id = t.order_id
      where t.state = 'PENDING_DISPATCH' and o.state in ('RECEIVED', 'IN_PROGRESS', 'REOPENED')\
      """;

  private static final String QUEUES =
      """
      select coalesce(jsonb_agg(jsonb_build_object('queue', queue, 'waiting', waiting, 'in_hand', in_hand,
        'dead', dead, 'oldest_seconds', oldest) order by queue), '[]') from (
          select queue, count(*) filter (where state = 'WAITING') as waiting,
            count(*) filter (where state = 'TAKEN') as in_hand, count(*) filter (where state = 'DEAD') as dead,
            coalesce(extract(epoch from cast(:now as timestamptz)
              - min(created_at) filter (where state = 'WAITING'))::bigint, 0) as oldest
          from work_item where state in ('WAITING', 'TAKEN', 'DEAD') group by queue
          order by waiting desc limit 500) q\
      """;

  private static final String CLOCKS =
      """
      select coalesce(jsonb_agg(jsonb_build_object('clock', clock, 'running', running, 'paused', paused,
        'at_risk', at_risk, 'breached', breached) order by clock), '[]') from (
          select clock, count(*) filter (where paused_at is null and due_at > :now) as running,
            count(*) filter (where paused_at is not null) as paused,
            count(*) filter (where paused_at is null and warn_at <= :now and due_at > :now) as at_risk,
            count(*) filter (where paused_at is null and due_at <= :now) as breached
          from deadline where kind = 'CLOCK' and stopped_at is null group by clock) c\
      """;

  /** Of the last 24 hours. */
  private static final String ACCEPTANCE =
      """
      select jsonb_build_object('count', count(*), 'in_time', count(*) filter (where stopped_at < due_at),
        'median_seconds', percentile_cont(0.5) within group (order by seconds),
        'p90_seconds', percentile_cont(0.9) within group (order by seconds)) from (
          select stopped_at, due_at, extract(epoch from stopped_at - started_at) as seconds from deadline
          where kind = 'CLOCK' and clock = 'ACCEPT' and not dropped
            and stopped_at > cast(:now as timestamptz) - interval '24 hours' and stopped_at <= :now) a\
      """;

  private static final String FOLLOW_UP =
      """
      select jsonb_build_object('waiting', count(*), 'oldest_seconds',
        coalesce(extract(epoch from cast(:now as timestamptz) - min(handled_at))::bigint, 0))
      from follow_up where sampled and followed_up_at is null and closed_at is null\
      """;
}
