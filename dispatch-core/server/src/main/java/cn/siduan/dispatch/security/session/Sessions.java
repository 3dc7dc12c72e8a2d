package cn.siduan.dispatch.security.session;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.security.RecentlyFound;
import cn.siduan.dispatch.security.Secrets;
import cn.siduan.dispatch.security.SecuritySettings;
import cn.siduan.dispatch.security.SecuritySettings.Lifetime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens, finds and ends sessions. Found ones are remembered for a moment; what this node ends is
 * over at once, what another node ends within {@link RecentlyFound#LIFE}.
 */
public final class Sessions {

  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  /** A session just opened: what the browser keeps, and what its scripts send along. */
  public record Opened(String token, String csrfToken, Instant expiresAt) {}

  private final Platform platform;
  private final SecuritySettings settings;
  private final RecentlyFound<Session> recent;

  public Sessions(Platform platform, SecuritySettings settings) {
    this.platform = platform;
    this.settings = settings;
    this.recent = new RecentlyFound<>(platform.clock());
  }

  public Opened openForAccount(Tx tx, long accountId) {
    return open(tx, accountId, null, null, settings.staffSessions());
  }

  public Opened openForPhone(Tx tx, String phone, @Nullable Long residentId) {
    return open(tx, null, phone, residentId, settings.residentSessions());
  }

  private Opened open(
      Tx tx,
      @Nullable Long accountId,
      @Nullable String phone,
      @Nullable Long residentId,
      Lifetime lifetime) {
    String token = Secrets.next();
    Instant now = platform.clock().instant();
    Opened opened = new Opened(token, csrfToken(token), now.plus(lifetime.most()));
    tx.batch()
        .add(
            """
            insert into session (token_digest, csrf_digest, account_id, resident_id, phone, created_at, seen_at, expires_at)
            values (?, ?, ?::bigint, ?::bigint, ?, ?, ?, ?)\
            """,
            Secrets.digest(token),
            Secrets.digest(opened.csrfToken()),
            accountId,
            residentId,
            phone,
            now,
            now,
            opened.expiresAt());
    return opened;
  }

  /** Always the same for a session, so that several windows of a browser share it. */
  public String csrfToken(String token) {
    return Secrets.text(platform.cipher().digest("csrf " + token));
  }

  public boolean isCsrfToken(String token, @Nullable String given) {
    return given != null
        && Secrets.same(
            csrfToken(token).getBytes(StandardCharsets.UTF_8),
            given.getBytes(StandardCharsets.UTF_8));
  }

  public Optional<Session> find(String token) {
    byte[] digest = Secrets.digest(token);
    Instant now = platform.clock().instant();
    return recent
        .find(Secrets.text(digest), () -> load(digest, now))
        .filter(s -> s.expiresAt().isAfter(now));
  }

  private Optional<Session> load(byte[] digest, Instant now) {
    Optional<Session> found =
        platform
            .database()
            .read(handle -> SessionRows.find(handle, digest))
            .filter(s -> s.expiresAt().isAfter(now) && s.seenAt().plus(idle(s)).isAfter(now));
    if (found.isPresent() && found.get().seenAt().plus(SEEN_EVERY).isBefore(now)) {
      platform
          .database()
          .transaction(
              tx ->
                  tx.batch()
                      .add("update session set seen_at = ? where token_digest = ?", now, digest));
    }
    return found;
  }

  private Duration idle(Session session) {
    return (session.accountId() == null ? settings.residentSessions() : settings.staffSessions())
        .idle();
  }

  public void choose(Tx tx, String token, long residentId) {
    tx.batch()
        .addFence(
            "update session set resident_id = ? where token_digest = ?",
            residentId,
            Secrets.digest(token));
    changed(tx);
  }

  public void end(Tx tx, String token) {
    tx.batch().add("delete from session where token_digest = ?", Secrets.digest(token));
    changed(tx);
  }

  public void endAllOfAccount(Tx tx, long accountId) {
    tx.batch().add("delete from session where account_id = ?", accountId);
    changed(tx);
  }

  public void endAllOfPhone(Tx tx, String phone) {
    tx.batch().add("delete from session where phone = ?", phone);
    changed(tx);
  }

  /** Call where anything changes that a session says of its holder. */
  public void changed(Tx tx) {
    tx.afterCommit(this::forgetRecent);
  }

  /** What was changed is committed. */
  public void forgetRecent() {
    recent.forgetAll();
  }

  /** Drops sessions that are over. */
  public int purge() {
    return platform
        .database()
        .transaction(
            tx ->
                tx.handle()
                    .createUpdate(
                        """
                        delete from session where token_digest in (
                          select token_digest from session where expires_at < :now order by expires_at limit 5000)\
                        """)
                    .bind("now", platform.clock().instant())
                    .execute());
  }
}
