package cn.siduan.dispatch.security.machine;

import cn.siduan.dispatch.security.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Machines and tokens as they are stored. */
final class MachineRows {

  /** Schema Machine of the contract. */
  record Machine(
      long id, String name, String note, boolean retired, int version, @Nullable Long providerId) {}

  /** Schema MachinePage of the contract. */
  record Page(List<Machine> items, @Nullable String next) {
    static Page of(List<Machine> found, long limit) {
      boolean more = found.size() > limit;
      List<Machine> items = more ? found.subList(0, (int) limit) : found;
      return new Page(items, more ? Long.toString(items.getLast().id()) : null);
    }
  }

  /** Schema MachineToken of the contract. */
  record Token(
      long id,
      String hint,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant usedAt,
      @Nullable Instant revokedAt) {}

  /** The only answer that shows a token. */
  record NewToken(long id, String token, String hint, Instant expiresAt) {}

  private MachineRows() {}

  static List<Machine> list(Handle handle, long after, long limit) {
    return handle
        .createQuery(
            """
            select id, name, note, retired_at is not null, version, provider_id from machine
            where id > :after order by id limit :limit\
            """)
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, _) -> machine(rs))
        .list();
  }

  static Optional<Machine> find(Handle handle, long id) {
    return handle
        .createQuery(
            "select id, name, note, retired_at is not null, version, provider_id from machine"
                + " where id = :id")
        .bind("id", id)
        .map((rs, _) -> machine(rs))
        .findOne();
  }

  static long insert(Handle handle, MachineApi.Body body, Instant now) {
    return handle
        .createQuery(
            "insert into machine (name, note, provider_id, updated_at) values (:name, :note,"
                + " :provider, :now) returning id")
        .bind("name", body.name())
        .bind("note", Objects.requireNonNullElse(body.note(), ""))
        .bind("provider", body.providerId())
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static List<Token> listTokens(Handle handle, long machineId) {
    return handle
        .createQuery(
            """
            select id, hint, created_at, expires_at, used_at, revoked_at from machine_token
            where machine_id = :id order by id desc limit 200\
            """)
        .bind("id", machineId)
        .map((rs, _) -> token(rs))
        .list();
  }

  /**
   * So that its tokens are counted and added by one at a time; false if it is retired or unknown.
   */
  static boolean lock(Handle handle, long machineId) {
    return handle
        .createQuery("select true from machine where id = :id and retired_at is null for update")
        .bind("id", machineId)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  static long countTokens(Handle handle, long machineId, Instant now) {
    return handle
        .createQuery(
            """
            select count(*) from machine_token
            where machine_id = :id and revoked_at is null and expires_at > :now\
            """)
        .bind("id", machineId)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static Token insertToken(
      Handle handle, long machineId, String secret, Instant now, Instant expiresAt) {
    return handle
        .createQuery(
            """
            insert into machine_token (machine_id, token_digest, hint, created_at, expires_at)
            values (:machine, :digest, :hint, :now, :expires)
            returning id, hint, created_at, expires_at, used_at, revoked_at\
            """)
        .bind("machine", machineId)
        .bind("digest", Secrets.digest(secret))
        .bind("hint", "…" + secret.substring(secret.length() - 4))
        .bind("now", now)
        .bind("expires", expiresAt)
        .map((rs, _) -> token(rs))
        .one();
  }

  /** Also true if it was revoked before; false if there is none. */
  static boolean revoke(Handle handle, long machineId, long tokenId, Instant now) {
    return handle
            .createUpdate(
                """
                update machine_token set revoked_at = coalesce(revoked_at, :now)
                where id = :id and machine_id = :machine\
                """)
            .bind("now", now)
            .bind("id", tokenId)
            .bind("machine", machineId)
            .execute()
        == 1;
  }

  private static Machine machine(ResultSet rs) throws SQLException {
    return new Machine(
        rs.getLong(1),
        rs.getString(2),
        rs.getString(3),
        rs.getBoolean(4),
        rs.getInt(5),
        rs.getObject(6, Long.class));
  }

  private static Token token(ResultSet rs) throws SQLException {
    return new Token(
        rs.getLong(1),
        rs.getString(2),
        rs.getTimestamp(3).toInstant(),
        rs.getTimestamp(4).toInstant(),
        instant(rs, 5),
        instant(rs, 6));
  }

  private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
    return rs.getTimestamp(column) == null ? null : rs.getTimestamp(column).toInstant();
  }
}
