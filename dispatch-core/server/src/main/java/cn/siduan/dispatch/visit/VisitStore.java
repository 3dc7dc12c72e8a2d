package cn.siduan.dispatch.visit;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows of what was done at the door. */
final class VisitStore {

  private static final int MOST = 200;

  /** Schema VisitStepKept of the contract. */
  record Row(
      UUID id,
      int taskNo,
      String workerName,
      VisitStep step,
      Outcome outcome,
      @Nullable MovedOn why,
      Instant occurredAt,
      Instant recordedAt,
      @Nullable Instant deviceAt,
      @Nullable Integer distanceM,
      String said,
      JsonNode checklist) {}

  enum Outcome {
    /** The task went on by it. */
    DONE,
    /** The task had come so far already. */
    ALREADY,
    /** The task is no longer the worker's: kept as evidence. */
    KEPT
  }

  private VisitStore() {}

  /** A task is remembered to have been a worker's by the order's history. */
  static boolean wasTheirs(Handle handle, long orderId, int taskNo, Actor worker) {
    return handle
        .createQuery(
            """
            select exists (
              select 1 from order_event where order_id = :order and type in ('OfferAccepted', 'WorkerNamed')
                and (data ->> 'task_no')::int = :task and (data ->> 'worker_id')::bigint = :worker)\
            """)
        .bind("order", orderId)
        .bind("task", taskNo)
        .bind("worker", worker.workerId())
        .mapTo(Boolean.class)
        .one();
  }

  static Optional<Row> find(Handle handle, UUID id, long orderId, Actor worker) {
    return rows(
            handle
                .createQuery(
                    select("s.id = :id and s.order_id = :order and s.account_id = :account"))
                .bind("id", id)
                .bind("order", orderId)
                .bind("account", worker.id()))
        .stream()
        .findFirst();
  }

  static List<Row> list(Handle handle, long orderId) {
    return rows(handle.createQuery(select("s.order_id = :order")).bind("order", orderId));
  }

  private static String select(String where) {
    return """
    select s.id, s.task_no, w.name as worker_name, s.step, s.outcome, s.why, s.occurred_at, s.recorded_at,
      s.device_at, s.distance_m, s.said, s.checklist
    from visit_step s join worker w on w.id = s.worker_id
    where %s order by s.recorded_at, s.id limit %d\
    """
        .formatted(where, MOST);
  }

  private static List<Row> rows(Query query) {
    return query
        .map(
            (rs, _) -> {
              String why = rs.getString("why");
              var deviceAt = rs.getTimestamp("device_at");
              return new Row(
                  rs.getObject("id", UUID.class),
                  rs.getInt("task_no"),
                  rs.getString("worker_name"),
                  VisitStep.valueOf(rs.getString("step")),
                  Outcome.valueOf(rs.getString("outcome")),
                  why == null ? null : MovedOn.valueOf(why),
                  rs.getTimestamp("occurred_at").toInstant(),
                  rs.getTimestamp("recorded_at").toInstant(),
                  deviceAt == null ? null : deviceAt.toInstant(),
                  rs.getObject("distance_m", Integer.class),
                  rs.getString("said"),
                  Json.tree(rs.getString("checklist")));
            })
        .list();
  }

  static void insert(
      Tx tx,
      long orderId,
      Actor worker,
      Row row,
      @Nullable String deviceId,
      byte @Nullable [] position) {
    tx.batch()
        .add(
            """
            insert into visit_step (id, order_id, task_no, provider_id, worker_id, account_id, step, outcome, why,
              occurred_at, recorded_at, device_at, device_id, position, distance_m, said, checklist)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            row.id(),
            orderId,
            row.taskNo(),
            worker.providerId(),
            worker.workerId(),
            worker.id(),
            row.step(),
            row.outcome(),
            row.why(),
            row.occurredAt(),
            row.recordedAt(),
            row.deviceAt(),
            deviceId,
            position,
            row.distanceM(),
            row.said(),
            row.checklist());
  }
}
