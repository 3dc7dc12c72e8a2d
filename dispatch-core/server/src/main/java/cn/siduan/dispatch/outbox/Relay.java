package cn.siduan.dispatch.outbox;

import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Moves what committed transactions left in {@code outbox} to {@code live_event} and numbers it
 * there. One transaction at a time in the whole cluster, so that positions become visible in their
 * order; any node may be the one.
 *
 * <p>A crash before the commit leaves the rows where they were; after it they are in the feed, and
 * whoever follows the feed finds them, told or not.
 */
public final class Relay implements AutoCloseable {

  /** Notified in the moving transaction, so heard by every node once it is durable. */
  public static final String CHANNEL = "siduan_live";

  static final int BATCH = 500;
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final long LOCK = 0x5349_4455_414e_0001L;

  private final Database database;
  private final Clock clock;
  private final Runnable moved;
  private final Timer relayed;
  private final WakeLoop loop;

  /**
   * @param moved called on this node after each batch; must be quick
   */
  public Relay(Database database, MeterRegistry metrics, Clock clock, Runnable moved) {
    this.database = database;
    this.clock = clock;
    this.moved = moved;
    relayed = metrics.timer("siduan.live.received_to_relayed");
    loop = new WakeLoop("relay", SWEEP, this::moveAll);
  }

  /** There is something to move: called after each commit that left something. */
  public void hint() {
    loop.wake();
  }

  private void moveAll() {
    while (isWaiting() && move() == BATCH) {
      // the next batch
    }
  }

  /** So that a node with nothing to do queues for no lock. */
  private boolean isWaiting() {
    return database.read(
        handle ->
            handle.createQuery("select exists (select 1 from outbox)").mapTo(Boolean.class).one());
  }

  /** Moves one batch and says how many there were. */
  int move() {
    List<Instant> created = database.transaction(this::move);
    if (!created.isEmpty()) {
      moved.run();
      Instant now = clock.instant();
      created.forEach(at -> relayed.record(Duration.between(at, now)));
    }
    return created.size();
  }

  private List<Instant> move(Tx tx) {
    // a statement of its own: the next one's snapshot must be younger than the lock
    tx.handle().execute("select pg_advisory_xact_lock(?)", LOCK);
    List<Instant> created =
        tx.handle()
            .createQuery(
                """
                with moved as (
                  delete from outbox where id in (select id from outbox order by id limit :batch) returning *)
                insert into live_event (type, audiences, payload, created_at, relayed_at)
                select type, audiences, payload, created_at, :now from moved order by id
                returning created_at\
                """)
            .bind("batch", BATCH)
            .bind("now", clock.instant())
            .mapTo(Instant.class)
            .list();
    if (!created.isEmpty()) {
      tx.handle().execute("notify " + CHANNEL);
    }
    return created;
  }

  @Override
  public void close() {
    loop.close();
  }
}
