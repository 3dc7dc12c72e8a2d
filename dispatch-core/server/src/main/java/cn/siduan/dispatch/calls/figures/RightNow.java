package cn.siduan.dispatch.calls.figures;

import cn.siduan.dispatch.calls.figures.CallFigures.By;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/** The hotline at this moment, and what today has been like. */
final class RightNow {

  private RightNow() {}

  static ObjectNode read(Handle handle, Instant today, Instant now) {
    ObjectNode node = Json.object();
    counts(handle, "select state, count(*) from call where ended_at is null group by 1")
        .forEach(c -> node.withObject("/calls").put(c.state(), c.count()));
    counts(
            handle,
            "select state, count(*) from operator_presence where state <> 'OFFLINE' group by 1")
        .forEach(c -> node.withObject("/operators").put(c.state(), c.count()));
    node.put("longest_wait_seconds", longestWait(handle, now));
    CallFigures.list(handle, CallQuery.between(today, now), By.ALL, 1)
        .forEach(f -> node.set("today", Json.tree(f)));
    return node;
  }

  private record Count(String state, long count) {}

  private static java.util.List<Count> counts(Handle handle, String sql) {
    return handle.createQuery(sql).map((rs, _) -> new Count(rs.getString(1), rs.getLong(2))).list();
  }

  private static long longestWait(Handle handle, Instant now) {
    return handle
        .createQuery("select min(queued_at) from call where state in ('WAITING', 'RINGING')")
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(first -> Math.max(0, Duration.between(first.toInstant(), now).toSeconds()))
        .orElse(0L);
  }
}
