package cn.siduan.dispatch.order.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A photo, a recording, a signature; schema Attachment of the contract. */
public record Attachment(
    UUID id,
    @Nullable Integer taskNo,
    String kind,
    String mediaType,
    long sizeBytes,
    String name,
    Instant addedAt) {

  static final String SELECT =
      "select id, task_no, kind, media_type, size_bytes, name, added_at from attachment";

  static Attachment of(ResultSet rs) throws SQLException {
    return new Attachment(
        rs.getObject("id", UUID.class),
        rs.getObject("task_no", Integer.class),
        rs.getString("kind"),
        rs.getString("media_type"),
        rs.getLong("size_bytes"),
        rs.getString("name"),
        rs.getTimestamp("added_at").toInstant());
  }
}
