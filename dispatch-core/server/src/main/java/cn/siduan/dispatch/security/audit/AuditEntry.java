package cn.siduan.dispatch.security.audit;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.security.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit trail, whole.
 *
 * @param detail as PostgreSQL writes the jsonb, always the same for the same value
 */
record AuditEntry(
    long id,
    Instant at,
    String actorRole,
    long actorId,
    String actorName,
    String action,
    String objectType,
    String objectId,
    @Nullable String reason,
    String detail,
    String requestId,
    @Nullable Long chainNo,
    byte @Nullable [] chainHash) {

  static final String COLUMNS =
      """
      id, at, actor_role, actor_id, actor_name, action, object_type, object_id, reason, detail::text as detail,
        request_id, chain_no, chain_hash\
      """;

  static AuditEntry of(ResultSet rs) throws SQLException {
    return new AuditEntry(
        rs.getLong("id"),
        rs.getTimestamp("at").toInstant(),
        rs.getString("actor_role"),
        rs.getLong("actor_id"),
        rs.getString("actor_name"),
        rs.getString("action"),
        rs.getString("object_type"),
        rs.getString("object_id"),
        rs.getString("reason"),
        rs.getString("detail"),
        rs.getString("request_id"),
        rs.getObject("chain_no", Long.class),
        rs.getBytes("chain_hash"));
  }

  /** Keyed: whoever can write to the table still cannot make a hash that fits. */
  byte[] hash(FieldCipher cipher, byte[] previous, long no) {
    return cipher.digest(
        Json.write(
            Arrays.asList(
                "audit",
                Secrets.text(previous),
                no,
                id,
                at,
                actorRole,
                actorId,
                actorName,
                action,
                objectType,
                objectId,
                reason,
                detail,
                requestId)));
  }
}
