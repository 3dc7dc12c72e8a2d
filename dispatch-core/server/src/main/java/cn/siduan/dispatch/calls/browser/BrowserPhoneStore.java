package cn.siduan.dispatch.calls.browser;

import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Browser phones that are somebody's. */
final class BrowserPhoneStore {

  private static final long LOCK = 0x51D0_F07EL;

  /** From one try to bring a secret to its Asterisk to the next. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /**
   * @param over nobody may register with it any more
   */
  record Issued(
      String extension, long accountId, Instant issuedAt, Instant expiresAt, boolean over) {}

  private BrowserPhoneStore() {}

  /** The one this operator has, or else the first that nobody has. */
  static Optional<String> findFree(
      Handle handle, long accountId, List<String> extensions, Instant now) {
    return handle
        .createQuery(
            """
            select e.extension
            from unnest(:extensions) with ordinality e (extension, nth)
            left join browser_phone b on b.extension = e.extension and b.expires_at > :now
            left join operator_presence p on p.extension = e.extension and p.state <> 'OFFLINE'
            where coalesce(b.account_id, :account) = :account
              and coalesce(p.account_id, :account) = :account
            order by p.account_id is null, b.account_id is null, e.nth limit 1
            """)
        .bindArray("extensions", String.class, extensions)
        .bind("account", accountId)
        .bind("now", now)
        .mapTo(String.class)
        .findOne();
  }

  /** One at a time, so that two pages do not become the same telephone. */
  static void lock(Tx tx) {
    tx.handle().execute("select pg_advisory_xact_lock(?)", LOCK);
  }

  /** As it was, where it is this operator's and was issued after {@code keepAfter}. */
  static Issued issue(
      Tx tx, String extension, long accountId, Instant keepAfter, Instant now, Instant expiresAt) {
    tx.handle()
        .createUpdate(
            """
            insert into browser_phone as b
              (extension, account_id, issued_at, expires_at, delivered, tried_at)
            values (:extension, :account, :now, :expires, false, :now)
            on conflict (extension) do update
            set account_id = excluded.account_id, issued_at = excluded.issued_at,
                expires_at = excluded.expires_at, delivered = false, tried_at = excluded.tried_at
            where b.account_id <> excluded.account_id or b.issued_at <= :keep
            """)
        .bind("extension", extension)
        .bind("account", accountId)
        .bind("now", now)
        .bind("expires", expiresAt)
        .bind("keep", keepAfter)
        .execute();
    return tx.handle()
        .createQuery("select *, false as over from browser_phone where extension = :extension")
        .bind("extension", extension)
        .map((rs, _) -> issued(rs))
        .one();
  }

  /**
   * One whose Asterisk does not know yet what it should: the secret, or that it is over, because
   * its time is or because its operator has logged out everywhere. Locked until the end of the
   * transaction.
   */
  static Optional<Issued> takeDue(Tx tx, Instant now) {
    return tx.handle()
        .createQuery(
            """
            with due as (
              select b.extension, b.expires_at <= :now or not exists (
                select 1 from session s where s.account_id = b.account_id and s.expires_at > :now) as over
              from browser_phone b where b.tried_at <= :tried)
            update browser_phone b set tried_at = :now from due
            where b.extension = (
                select x.extension from due x join browser_phone y on y.extension = x.extension
                where x.over or not y.delivered
                order by y.tried_at limit 1 for update of y skip locked)
              and due.extension = b.extension
            returning b.*, due.over
            """)
        .bind("now", now)
        .bind("tried", now.minus(AGAIN))
        .map((rs, _) -> issued(rs))
        .findOne();
  }

  static void delivered(Tx tx, Issued phone) {
    tx.handle()
        .createUpdate(
            """
            update browser_phone set delivered = true
            where extension = :extension and issued_at = :issued
            """)
        .bind("extension", phone.extension())
        .bind("issued", phone.issuedAt())
        .execute();
  }

  static void forget(Tx tx, Issued phone) {
    tx.handle().execute("delete from browser_phone where extension = ?", phone.extension());
  }

  private static Issued issued(ResultSet rs) throws SQLException {
    return new Issued(
        rs.getString("extension"),
        rs.getLong("account_id"),
        rs.getTimestamp("issued_at").toInstant(),
        rs.getTimestamp("expires_at").toInstant(),
        rs.getBoolean("over"));
  }
}
