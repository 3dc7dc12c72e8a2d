package cn.siduan.dispatch.outbox;

import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.db.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes what is only kept for a while: live events, for screens that come back, and answers, for
 * commands that are repeated. Any node may; two at once do no harm.
 */
public final class Retention implements AutoCloseable {

  /**
   * @param liveEvents how long a screen may be away and still resume; then it is told to load anew
   * @param answers how long the answer to a command is remembered under its Idempotency-Key
   */
  public record Settings(Duration liveEvents, Duration answers) {
    public static Settings defaults() {
      // a device that was offline over a long holiday repeats what it could not send
      return new Settings(Duration.ofHours(24), Duration.ofDays(14));
    }

    public static Settings read(ConfigReader in) {
      Settings d = defaults();
      return new Settings(
          in.duration(
              "live_events",
              d.liveEvents,
              Duration.ofMinutes(10),
              Duration.ofDays(30),
              "how long a screen may be away and still resume"),
          in.duration(
              "answers",
              d.answers,
              Duration.ofHours(1),
              Duration.ofDays(365),
              "how long the answer to a command is remembered under its Idempotency-Key"));
    }
  }

  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final int BATCH = 5000;

  private final Database database;
  private final Clock clock;
  private final Settings settings;
  private final WakeLoop loop;

  public Retention(Database database, Clock clock, Settings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    loop = new WakeLoop("retention", EVERY, this::run);
  }

  /** Deletes all that is due, a batch at a time so that nobody waits for it. */
  public void run() {
    Instant now = clock.instant();
    // the newest stays: it tells how far the feed had come
    deleteAll(
        """
        delete from live_event where position in (
          select position from live_event
          where relayed_at < :before and position < (select max(position) from live_event)
          order by relayed_at limit :batch)\
        """,
        now.minus(settings.liveEvents()));
    deleteAll(
        """
        delete from idempotency where (principal, key) in (
          select principal, key from idempotency where created_at < :before order by created_at limit :batch)\
        """,
        now.minus(settings.answers()));
  }

  private void deleteAll(String sql, Instant before) {
    while (delete(sql, before) == BATCH) {
      // the next batch
    }
  }

  private int delete(String sql, Instant before) {
    return database.transaction(
        tx -> tx.handle().createUpdate(sql).bind("before", before).bind("batch", BATCH).execute());
  }

  @Override
  public void close() {
    loop.close();
  }
}
