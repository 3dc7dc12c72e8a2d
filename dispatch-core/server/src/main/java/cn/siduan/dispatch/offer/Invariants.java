package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.platform.db.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Tasks that nobody and nothing is responsible for: no assignment, no open offer whose time is
 * watched, no work item of the router or of people. There are none, or we have a mistake.
 */
final class Invariants {

  static final int MOST = 100;

  /** A task in limbo. */
  record Orphan(long orderId, int taskNo, String state) {}

  private static final String ORPHANS =
      """
      from service_order o join task t on t.order_id = o.id
      where o.state in ('RECEIVED', 'IN_PROGRESS', 'REOPENED')
        and t.state not in ('RESOLVED', 'CANNOT_COMPLETE', 'WITHDRAWN')
        and not exists (
          select 1 from assignment a where a.order_id = t.order_id and a.task_no = t.no and a.ended_at is null)
        and not exists (
          select 1 from work_item w where w.subject = 'order/' || t.order_id || '/task/' || t.no
            and w.state in ('WAITING', 'TAKEN')
            and (w.queue <> 'offer-times' or exists (
              select 1 from offer f where f.order_id = t.order_id and f.task_no = t.no and f.state = 'PENDING'
                and w.dedup_key = w.subject || '/offer/' || f.no)))\
      """;

  private Invariants() {}

  static List<Orphan> list(Database database) {
    return database.read(Invariants::list);
  }

  static List<Orphan> list(Handle handle) {
    return handle
        .createQuery("select t.order_id, t.no, t.state " + ORPHANS + " order by 1, 2 limit :most")
        .bind("most", MOST)
        .map((rs, _) -> new Orphan(rs.getLong(1), rs.getInt(2), rs.getString(3)))
        .list();
  }
}
