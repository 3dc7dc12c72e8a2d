package cn.siduan.dispatch.deadline;

import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of deadlines, as the watcher sees it. */
final class DeadlineRows {

  private static final int LONGEST_ERROR = 500;
  private static final String COLUMNS = "id, kind, key, order_id, task_no, fires_at, attempts";

  private DeadlineRows() {}

  /** Of these kinds, the longest overdue first; not locked. */
  static List<Deadline> due(Database database, Collection<String> kinds, Instant now, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from deadline where state = 'WAITING' and try_at <= :now"
                        + " and kind = any(:kinds) order by try_at, id limit :most")
                .bind("now", now)
                .bindArray("kinds", String.class, kinds.toArray())
                .bind("most", most)
                .map((rs, _) -> deadline(rs))
                .list());
  }

  static Optional<Instant> next(Database database, Collection<String> kinds) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select min(try_at) from deadline"
                        + " where state = 'WAITING' and kind = any(:kinds)")
                .bindArray("kinds", String.class, kinds.toArray())
                .mapTo(Instant.class)
                .findOne());
  }

  /**
   * Locks the order and then the deadline, as commands do, so that neither waits for the other in a
   * circle.
   *
   * @return empty if it is not due any more, or somebody else has one of the two
   */
  static Optional<Deadline> lock(Handle handle, Deadline deadline, Instant now) {
    if (deadline.orderId() != null
        && handle
            .createQuery("select 1 from service_order where id = :id for update skip locked")
            .bind("id", deadline.orderId())
            .mapTo(Integer.class)
            .findOne()
            .isEmpty()) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from deadline where id = :id and state = 'WAITING' and try_at <= :now"
                + " for update skip locked")
        .bind("id", deadline.id())
        .bind("now", now)
        .map((rs, _) -> deadline(rs))
        .findOne();
  }

  static void done(Tx tx, Deadline deadline, Instant now, boolean late) {
    tx.batch()
        .add(
            """
            update deadline set state = 'DONE', try_at = null, fired_at = ?, late = ?, last_error = null
            where id = ?\
            """,
            now,
            late,
            deadline.id());
  }

  /** Unless it has been fired or set anew meanwhile. */
  static void failed(Tx tx, Deadline deadline, Instant tryAt, String error) {
    tx.batch()
        .add(
            """
            update deadline set attempts = attempts + 1, try_at = ?, last_error = ?
            where id = ? and state = 'WAITING' and attempts = ?\
            """,
            tryAt,
            shorten(error),
            deadline.id(),
            deadline.attempts());
  }

  static void died(Tx tx, Deadline deadline, String error) {
    tx.batch()
        .add(
            """
            update deadline set attempts = attempts + 1, state = 'DEAD', try_at = null, last_error = ?
            where id = ? and state = 'WAITING' and attempts = ?\
            """,
            shorten(error),
            deadline.id(),
            deadline.attempts());
  }

  static long countDead(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery("select count(*) from deadline where state = 'DEAD'")
                .mapTo(Long.class)
                .one());
  }

  private static String shorten(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
  }

  private static Deadline deadline(ResultSet rs) throws SQLException {
    long orderId = rs.getLong("order_id");
    boolean noOrder = rs.wasNull();
    int taskNo = rs.getInt("task_no");
    boolean noTask = rs.wasNull();
    return new Deadline(
        rs.getLong("id"),
        rs.getString("kind"),
        rs.getString("key"),
        noOrder ? null : (Long) orderId,
        noTask ? null : (Integer) taskNo,
        rs.getTimestamp("fires_at").toInstant(),
        rs.getInt("attempts"));
  }
}
