package cn.siduan.dispatch.calls.asterisk;

import cn.siduan.contract.call.LeaseReply;
import cn.siduan.contract.call.LeaseRequest;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The lease of an Asterisk: one conditional update decides who has it.
 *
 * <p>Its fence grows with every change of the owner. Commands are sent to the newest fence, and a
 * picture taken under an older one is refused, so that an owner who does not know yet that it is
 * none can do no harm.
 */
public final class AsteriskLeases {

  /** Short enough that callers are looked after again within 20 s of an adapter's death. */
  private static final Duration VALID = Duration.ofSeconds(8);

  private final Database database;
  private final Clock clock;

  public AsteriskLeases(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Grants, prolongs or lets go. */
  public LeaseReply ask(LeaseRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return database.transaction(
        tx -> request.release() ? release(tx, request, now) : claim(tx, request, now));
  }

  private static LeaseReply claim(Tx tx, LeaseRequest request, Instant now) {
    return tx.handle()
        .createQuery(
            """
            insert into asterisk_lease as l (asterisk, owner, fence, expires_at)
            values (:asterisk, :owner, 1, :expires)
            on conflict (asterisk) do update
            set owner = excluded.owner, expires_at = excluded.expires_at,
                fence = l.fence + case when l.owner = excluded.owner then 0 else 1 end
            where l.owner = excluded.owner or l.expires_at <= :now
            returning fence
            """)
        .bind("asterisk", request.asterisk())
        .bind("owner", request.owner())
        .bind("expires", now.plus(VALID))
        .bind("now", now)
        .mapTo(Long.class)
        .findOne()
        .map(fence -> new LeaseReply(true, fence, (int) VALID.toSeconds()))
        .orElseGet(() -> new LeaseReply(false, 0, 0));
  }

  /** The next one need not wait until it has run out. */
  private static LeaseReply release(Tx tx, LeaseRequest request, Instant now) {
    tx.handle()
        .createUpdate(
            """
            update asterisk_lease set expires_at = :now
            where asterisk = :asterisk and owner = :owner and expires_at > :now
            """)
        .bind("asterisk", request.asterisk())
        .bind("owner", request.owner())
        .bind("now", now)
        .execute();
    return new LeaseReply(false, 0, 0);
  }

  /** Every Asterisk that somebody looks after now. */
  public List<String> listHeld() {
    Instant now = clock.instant();
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select asterisk from asterisk_lease where expires_at > :now order by asterisk
                    """)
                .bind("now", now)
                .mapTo(String.class)
                .list());
  }

  /** 0 for an Asterisk nobody ever asked a lease for. */
  public long fence(String asterisk) {
    return database.read(handle -> fence(handle, asterisk));
  }

  /** The same, in a transaction that goes on with it. */
  public static long fence(Handle handle, String asterisk) {
    return handle
        .createQuery("select fence from asterisk_lease where asterisk = :asterisk")
        .bind("asterisk", asterisk)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }
}
