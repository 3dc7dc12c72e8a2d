package cn.siduan.dispatch.security.machine;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.security.RecentlyFound;
import cn.siduan.dispatch.security.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the machine behind a bearer token. Only digests of tokens are kept. */
public final class MachineTokens {

  /** Lets leaked tokens be recognised for what they are. */
  static final String PREFIX = "siduan_";

  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private record Found(Actor actor, long tokenId, Instant expiresAt, @Nullable Instant usedAt) {}

  private final Platform platform;
  private final RecentlyFound<Found> recent;

  public MachineTokens(Platform platform) {
    this.platform = platform;
    this.recent = new RecentlyFound<>(platform.clock());
  }

  public Optional<Actor> find(String token) {
    byte[] digest = Secrets.digest(token);
    Instant now = platform.clock().instant();
    return recent
        .find(Secrets.text(digest), () -> load(digest, now))
        .filter(f -> f.expiresAt().isAfter(now))
        .map(Found::actor);
  }

  /** Call where a token or a machine is changed. */
  void changed(Tx tx) {
    tx.afterCommit(recent::forgetAll);
  }

  private Optional<Found> load(byte[] digest, Instant now) {
    Optional<Found> found =
        platform
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            """
                            select m.id, m.name, t.id, t.expires_at, t.used_at, m.provider_id
                            from machine_token t join machine m on m.id = t.machine_id
                            left join provider p on p.id = m.provider_id
                            where t.token_digest = :digest and t.revoked_at is null and m.retired_at is null and p.retired_at is null
                              and t.expires_at > :now\
                            """)
                        .bind("digest", digest)
                        .bind("now", now)
                        .map(
                            (rs, _) ->
                                new Found(
                                    actor(rs),
                                    rs.getLong(3),
                                    rs.getTimestamp(4).toInstant(),
                                    rs.getTimestamp(5) == null
                                        ? null
                                        : rs.getTimestamp(5).toInstant()))
                        .findOne());
    found
        .filter(f -> f.usedAt() == null || f.usedAt().plus(USED_EVERY).isBefore(now))
        .ifPresent(f -> noteUse(f.tokenId(), now));
    return found;
  }

  private static Actor actor(ResultSet rs) throws SQLException {
    Long provider = rs.getObject(6, Long.class);
    return provider == null
        ? Actor.staff(Role.MACHINE, rs.getLong(1), rs.getString(2))
        : Actor.providerMachine(rs.getLong(1), rs.getString(2), provider);
  }

  private void noteUse(long tokenId, Instant now) {
    platform
        .database()
        .transaction(
            tx ->
                tx.batch().add("update machine_token set used_at = ? where id = ?", now, tokenId));
  }
}
