package cn.siduan.dispatch.platform.audit;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.db.WriteBatch.Jsonb;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds entries to the audit trail. They are chained after commit, see {@code security}. */
public final class AuditTrail {

  private AuditTrail() {}

  /**
   * @param action what was done, the API's operationId where there is one
   * @param reason given by the actor, where one is asked for
   * @param detail never sensitive data themselves: field names, counts, states
   */
  public static void add(
      Tx tx,
      Instant at,
      Actor actor,
      String action,
      String objectType,
      Object objectId,
      @Nullable String reason,
      Map<String, ?> detail,
      String requestId) {
    tx.batch()
        .add(
            """
            insert into audit (at, actor_role, actor_id, actor_name, action, object_type, object_id, reason, detail, request_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            at,
            actor.role(),
            actor.id(),
            actor.name(),
            action,
            objectType,
            String.valueOf(objectId),
            reason,
            new Jsonb(Json.write(detail)),
            requestId);
  }
}
