package cn.siduan.dispatch.security.audit;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.security.Secrets;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chains audit entries once they are committed: each gets the next number and a keyed hash over the
 * entry before it and itself. One node at a time, so writers never queue for the head of the chain.
 *
 * <p>The head is kept beside the trail and told to the log, so that a removed end is noticed too.
 */
public final class AuditChain {

  private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
  private static final long LOCK = 0x5149_4155_4449_54L;
  private static final int BATCH = 500;

  /** How far the trail is chained. */
  record Head(long no, byte[] hash) {}

  /** The first entry that is not as it was written. */
  record Break(long chainNo, @Nullable Long auditId, String reason) {}

  /**
   * Schema AuditVerification of the contract.
   *
   * @param verified up to which number all is well
   * @param next where to go on; null if the end was reached or a break found
   */
  record Verification(
      long checked,
      long verified,
      boolean intact,
      @Nullable Break firstBreak,
      @Nullable Long next) {}

  private final Platform platform;

  public AuditChain(Platform platform) {
    this.platform = platform;
  }

  /** Chains all that is committed; leaves it to another node if that one is at it. */
  public void run() {
    while (platform.database().transaction(this::chainSome) == BATCH) {
      // there is more
    }
  }

  private int chainSome(Tx tx) {
    boolean mine =
        tx.handle()
            .createQuery("select pg_try_advisory_xact_lock(:lock)")
            .bind("lock", LOCK)
            .mapTo(Boolean.class)
            .one();
    if (!mine) {
      return 0;
    }
    List<AuditEntry> entries =
        tx.handle()
            .createQuery(
                "select "
                    + AuditEntry.COLUMNS
                    + " from audit where chain_no is null order by id limit :limit")
            .bind("limit", BATCH)
            .map((rs, _) -> AuditEntry.of(rs))
            .list();
    if (!entries.isEmpty()) {
      Head head = chain(tx, head(tx.handle()), entries);
      LOG.debug("audit trail chained up to {}, {}", head.no(), Secrets.text(head.hash()));
    }
    return entries.size();
  }

  private Head chain(Tx tx, Head head, List<AuditEntry> entries) {
    Head last = head;
    for (AuditEntry entry : entries) {
      long no = last.no() + 1;
      last = new Head(no, entry.hash(platform.cipher(), last.hash(), no));
      tx.batch()
          .addFence(
              "update audit set chain_no = ?, chain_hash = ? where id = ? and chain_no is null",
              no,
              last.hash(),
              entry.id());
    }
    tx.batch()
        .addFence(
            "update audit_head set chain_no = ?, chain_hash = ? where chain_no = ?",
            last.no(),
            last.hash(),
            head.no());
    return last;
  }

  static Head head(Handle handle) {
    return handle
        .createQuery("select chain_no, chain_hash from audit_head")
        .map((rs, _) -> new Head(rs.getLong(1), rs.getBytes(2)))
        .one();
  }

  /**
   * Walks the chain from behind {@code after}, {@code most} entries at most.
   *
   * @param after 0, or the {@code next} of the walk before
   */
  Verification verify(long after, long most) {
    // the head first: what is chained meanwhile lies behind it
    Head head = platform.database().read(AuditChain::head);
    byte[] previous = after == 0 ? new byte[0] : hashOf(after);
    long end = Math.min(head.no(), after + most);
    long no = after;
    while (no < end) {
      List<AuditEntry> entries = list(no, Math.min(end, no + BATCH));
      for (AuditEntry entry : entries) {
        Break found = check(entry, no + 1, previous);
        if (found != null) {
          return new Verification(no - after, no, false, found, null);
        }
        previous = Objects.requireNonNull(entry.chainHash());
        no++;
      }
      if (no < end && entries.size() < BATCH) {
        return new Verification(no - after, no, false, new Break(no + 1, null, "REMOVED"), null);
      }
    }
    if (end == head.no() && !Secrets.same(previous, head.hash())) {
      return new Verification(no - after, no, false, new Break(no, null, "HEAD"), null);
    }
    return new Verification(no - after, no, true, null, end < head.no() ? end : null);
  }

  private @Nullable Break check(AuditEntry entry, long expected, byte[] previous) {
    long no = Objects.requireNonNull(entry.chainNo());
    if (no != expected) {
      return new Break(expected, null, "REMOVED");
    }
    byte[] right = entry.hash(platform.cipher(), previous, no);
    return Secrets.same(right, Objects.requireNonNullElse(entry.chainHash(), new byte[0]))
        ? null
        : new Break(no, entry.id(), "CHANGED");
  }

  private List<AuditEntry> list(long after, long upTo) {
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select "
                            + AuditEntry.COLUMNS
                            + " from audit where chain_no > :after and chain_no <= :to order by"
                            + " chain_no")
                    .bind("after", after)
                    .bind("to", upTo)
                    .map((rs, _) -> AuditEntry.of(rs))
                    .list());
  }

  private byte[] hashOf(long no) {
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery("select chain_hash from audit where chain_no = :no")
                    .bind("no", no)
                    .mapTo(byte[].class)
                    .findOne()
                    .orElse(new byte[0]));
  }
}
