package cn.siduan.dispatch.workqueue;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of {@code work_item}. Each taking is one conditional update. */
final class WorkRows {

  static final String COLUMNS =
      """
      w.id, w.queue, w.priority, w.subject, w.payload, w.state, w.taken_by, w.lease_until, w.fence, w.attempts,
      w.created_at, w.not_before, w.last_error\
      """;

  private static final String TAKE =
      """
      update work_item w set state = 'TAKEN', taken_by = :holder, taken_at = :now, lease_until = :until,
        fence = w.fence + 1, attempts = w.attempts + 1
      """;

  private static final String NO_HOLDER =
      " taken_by = null, taken_at = null, lease_until = null, again_at = null";

  private static final String STILL_OURS =
      " where id = ? and state = 'TAKEN' and taken_by = ? and fence = ?";

  private static final String AS_READ = " where id = ? and state = ? and fence = ?";

  private WorkRows() {}

  static void insert(Tx tx, long id, NewWork work, Instant now, Instant from, Instant sweepFrom) {
    tx.batch()
        .add(
            """
            insert into work_item (id, queue, priority, subject, payload, dedup_key, state, centre_id, skill, created_at,
              not_before, sweep_from)
            values (?, ?, ?, ?, ?, ?, 'WAITING', ?, ?, ?, ?, ?)
            on conflict (queue, dedup_key) where state in ('WAITING', 'TAKEN') do update set
              payload = excluded.payload,
              priority = greatest(work_item.priority, excluded.priority),
              not_before = case when work_item.state = 'WAITING'
                then least(work_item.not_before, excluded.not_before) else work_item.not_before end,
              sweep_from = case when work_item.state = 'WAITING'
                then least(work_item.sweep_from, excluded.sweep_from) else work_item.sweep_from end,
              again_at = case when work_item.state = 'TAKEN' and work_item.centre_id is null
                then least(work_item.again_at, excluded.not_before) end\
            """,
            id,
            work.queue().text(),
            Ticket.rank(work.priority()),
            work.subject(),
            work.payload(),
            work.dedupKey(),
            work.queue().findCentreId().orElse(null),
            work.queue().findSkill().orElse(null),
            now,
            from,
            sweepFrom);
  }

  /** The row of a ticket, if it still waits and is due. */
  static Optional<WorkItem> take(
      Handle handle, long id, String holder, Instant now, Duration lease) {
    return take(handle, "", id, holder, now, lease);
  }

  /**
   * The same, and where it is a transaction of its own the commit does not wait for the disk. If
   * PostgreSQL crashes and forgets it, the row waits as before, and the taker is told by {@code
   * taken_by} and fence when its work comes to an end.
   */
  static Optional<WorkItem> takeUnflushed(
      Handle handle, long id, String holder, Instant now, Duration lease) {
    return take(
        handle,
        handle.isInTransaction()
            ? ""
            : "from (select set_config('synchronous_commit', 'off', true)) unflushed ",
        id,
        holder,
        now,
        lease);
  }

  private static Optional<WorkItem> take(
      Handle handle, String from, long id, String holder, Instant now, Duration lease) {
    return handle
        .createQuery(
            TAKE
                + from
                + "where w.id = :id and w.state = 'WAITING' and w.not_before <= :now returning "
                + COLUMNS)
        .bind("id", id)
        .bind("holder", holder)
        .bind("now", now)
        .bind("until", now.plus(lease))
        .map((rs, _) -> item(rs))
        .findOne();
  }

  /**
   * The next by priority and age.
   *
   * @param due "not_before" for all that may be done, "sweep_from" for what nobody handed over
   */
  static Optional<WorkItem> takeNext(
      Handle handle, QueueName queue, String due, String holder, Instant now, Duration lease) {
    return handle
        .createQuery(
            TAKE
                + """
                where w.id = (
                  select id from work_item where queue = :queue and state = 'WAITING' and %s <= :now
                  order by priority desc, created_at, id limit 1 for update skip locked)
                """
                    .formatted(due)
                + "returning "
                + COLUMNS)
        .bind("queue", queue.text())
        .bind("holder", holder)
        .bind("now", now)
        .bind("until", now.plus(lease))
        .map((rs, _) -> item(rs))
        .findOne();
  }

  static void done(Tx tx, WorkItem item, Instant now) {
    tx.batch()
        .addFence(
            "update work_item set state = case when again_at is null then 'DONE' else 'WAITING'"
                + " end, not_before = coalesce(again_at, not_before), sweep_from ="
                + " coalesce(again_at, sweep_from), attempts = case when again_at is null then"
                + " attempts else 0 end, done_at = ?,"
                + NO_HOLDER
                + STILL_OURS,
            now,
            item.id(),
            item.takenBy(),
            item.fence());
  }

  static void giveBack(
      Tx tx, WorkItem item, WorkState to, Instant from, Instant sweepFrom, @Nullable String why) {
    tx.batch()
        .addFence(
            "update work_item set state = case when again_at is null then ? else 'WAITING' end,"
                + " not_before = least(again_at, ?::timestamptz), sweep_from = least(again_at,"
                + " ?::timestamptz), last_error = ?,"
                + NO_HOLDER
                + STILL_OURS,
            to,
            from,
            sweepFrom,
            why,
            item.id(),
            item.takenBy(),
            item.fence());
  }

  /** Whether the taker of {@code item} still owns it; if so until {@code until}. */
  static boolean renew(Handle handle, WorkItem item, Instant until) {
    return handle.execute(
            "update work_item set lease_until = ?" + STILL_OURS,
            until,
            item.id(),
            item.takenBy(),
            item.fence())
        == 1;
  }

  /** Back to their queues with items whose lease has run out; those of nodes not for ever. */
  static List<WorkItem> expire(Handle handle, Instant now, Instant sweepFrom, int mostAttempts) {
    return handle
        .createQuery(
            """
            with due as materialized (
              select id from work_item where state = 'TAKEN' and lease_until < :now
              order by lease_until limit 500 for update skip locked)
            update work_item w set
              state = case when w.centre_id is null and w.attempts >= :most then 'DEAD' else 'WAITING' end,
              not_before = :now, sweep_from = :sweep, last_error = 'not done in time by ' || w.taken_by,
            """
                + NO_HOLDER
                + " from due where w.id = due.id returning "
                + COLUMNS)
        .bind("now", now)
        .bind("sweep", sweepFrom)
        .bind("most", mostAttempts)
        .map((rs, _) -> item(rs))
        .list();
  }

  /** Queues of nodes in which something is due. */
  static List<QueueName> queuesWaiting(Handle handle, String due, Instant now) {
    return handle
        .createQuery(
            """
            select distinct queue from work_item
            where state = 'WAITING' and centre_id is null and %s <= :now\
            """
                .formatted(due))
        .bind("now", now)
        .map((rs, _) -> new QueueName(rs.getString(1)))
        .list();
  }

  /** What is due in a queue, soonest first. */
  static List<WorkItem> waiting(Handle handle, QueueName queue, Instant now, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from work_item w where queue = :queue and state = 'WAITING' and not_before <="
                + " :now order by priority desc, created_at, id limit :limit")
        .bind("queue", queue.text())
        .bind("now", now)
        .bind("limit", limit)
        .map((rs, _) -> item(rs))
        .list();
  }

  static Optional<WorkItem> find(Handle handle, long id) {
    return handle
        .createQuery("select " + COLUMNS + " from work_item w where id = :id")
        .bind("id", id)
        .map((rs, _) -> item(rs))
        .findOne();
  }

  /**
   * Items of a queue, soonest first.
   *
   * @param after the id of the last one on the page before; 0 for the first page
   */
  static List<WorkItem> page(
      Handle handle, QueueName queue, Set<WorkState> states, long after, long limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                 from work_item w where queue = :queue and state = any(:states)
                  and (:after = 0 or (-priority, created_at, id) >
                    (select -priority, created_at, id from work_item where id = :after))
                order by priority desc, created_at, id limit :limit\
                """)
        .bind("queue", queue.text())
        .bindArray("states", String.class, states.stream().map(Enum::name).toList())
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, _) -> item(rs))
        .list();
  }

  static void assign(Tx tx, WorkItem item, String holder, Instant now, Duration lease) {
    tx.batch()
        .addFence(
            "update work_item set state = 'TAKEN', taken_by = ?, taken_at = ?, lease_until = ?,"
                + " fence = fence + 1"
                + AS_READ,
            holder,
            now,
            now.plus(lease),
            item.id(),
            item.state(),
            item.fence());
  }

  static void move(Tx tx, WorkItem item, QueueName to, Instant now) {
    tx.batch()
        .addFence(
            "update work_item set state = 'WAITING', queue = ?, centre_id = ?, skill = ?,"
                + " not_before = ?, fence = fence + 1,"
                + NO_HOLDER
                + AS_READ,
            to.text(),
            to.findCentreId().orElse(null),
            to.findSkill().orElse(null),
            now,
            item.id(),
            item.state(),
            item.fence());
  }

  static void revive(Tx tx, WorkItem item, Instant now) {
    tx.batch()
        .addFence(
            "update work_item set state = 'WAITING', attempts = 0, not_before = ?, sweep_from = ?"
                + AS_READ,
            now,
            now,
            item.id(),
            item.state(),
            item.fence());
  }

  static List<WorkItem> withdraw(Handle handle, String subject, Instant now) {
    return handle
        .createQuery(
            "update work_item w set state = 'DONE', done_at = :now, last_error = 'withdrawn',"
                + NO_HOLDER
                + " where subject = :subject and state in ('WAITING', 'TAKEN') and centre_id is not"
                + " null returning "
                + COLUMNS)
        .bind("now", now)
        .bind("subject", subject)
        .map((rs, _) -> item(rs))
        .list();
  }

  static WorkItem item(ResultSet rs) throws SQLException {
    Timestamp lease = rs.getTimestamp("lease_until");
    return new WorkItem(
        rs.getLong("id"),
        new QueueName(rs.getString("queue")),
        Ticket.priority(rs.getInt("priority")),
        rs.getString("subject"),
        Json.tree(rs.getString("payload")),
        WorkState.valueOf(rs.getString("state")),
        rs.getString("taken_by"),
        lease == null ? null : lease.toInstant(),
        rs.getInt("fence"),
        rs.getInt("attempts"),
        rs.getTimestamp("created_at").toInstant(),
        rs.getTimestamp("not_before").toInstant(),
        rs.getString("last_error"));
  }
}
