package cn.siduan.dispatch.workqueue;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How a queue stands.
 *
 * @param waiting items that could be taken now
 * @param delayed items that wait for their time
 * @param oldestSince when the oldest that could be taken was put; null if there is none
 */
public record QueueFigures(
    QueueName queue,
    long waiting,
    long delayed,
    long taken,
    long dead,
    @Nullable Instant oldestSince) {

  /** Of every queue that has anything in it that is not done. */
  static List<QueueFigures> list(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            with open as (
              select queue, state, not_before, created_at from work_item where state in ('WAITING', 'TAKEN')
              union all
              select queue, state, not_before, created_at from work_item where state = 'DEAD')
            select queue, count(*) filter (where state = 'WAITING' and not_before <= :now) as waiting,
              count(*) filter (where state = 'WAITING' and not_before > :now) as delayed,
              count(*) filter (where state = 'TAKEN') as taken, count(*) filter (where state = 'DEAD') as dead,
              min(created_at) filter (where state = 'WAITING' and not_before <= :now) as oldest
            from open group by queue order by queue
            """)
        .bind("now", now)
        .map(
            (rs, _) -> {
              Timestamp oldest = rs.getTimestamp("oldest");
              return new QueueFigures(
                  new QueueName(rs.getString("queue")),
                  rs.getLong("waiting"),
                  rs.getLong("delayed"),
                  rs.getLong("taken"),
                  rs.getLong("dead"),
                  oldest == null ? null : oldest.toInstant());
            })
        .list();
  }

  /** How long the oldest has been waiting; zero if there is none. */
  Duration oldestAge(Instant now) {
    return oldestSince == null ? Duration.ZERO : Duration.between(oldestSince, now);
  }
}
