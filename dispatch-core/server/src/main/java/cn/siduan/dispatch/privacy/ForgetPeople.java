package cn.siduan.dispatch.privacy;

import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.db.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes, or makes nobody's, what was kept of people beside the orders themselves: texts sent to
 * them, where workers were, who called. Figures stay as they are. Any node may; two at once do no
 * harm. Recordings are removed by {@code calls.keep_recordings}.
 */
public final class ForgetPeople implements AutoCloseable {

  /**
   * @param messages how long texts sent to people are kept
   * @param positions how long it is known where a worker was
   * @param callers how long it is known which telephone called or was called
   */
  public record Settings(Duration messages, Duration positions, Duration callers) {

    private static final Duration LEAST = Duration.ofDays(1);
    private static final Duration MOST = Duration.ofDays(36_500);

    public static Settings defaults() {
      return new Settings(Duration.ofDays(1095), Duration.ofDays(180), Duration.ofDays(1095));
    }

    public static Settings read(ConfigReader in) {
      Settings d = defaults();
      return new Settings(
          in.duration(
              "messages", d.messages, LEAST, MOST, "how long texts sent to people are kept"),
          in.duration(
              "positions", d.positions, LEAST, MOST, "how long it is known where a worker was"),
          in.duration(
              "callers",
              d.callers,
              LEAST,
              MOST,
              "how long it is known which telephone called, or was called"));
    }
  }

  private static final Duration EVERY = Duration.ofHours(1);
  private static final int BATCH = 2000;

  private final Database database;
  private final Clock clock;
  private final Settings settings;
  private final WakeLoop loop;

  public ForgetPeople(Database database, Clock clock, Settings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    loop = new WakeLoop("forget-people", EVERY, this::run);
  }

  /** All that is due, a batch at a time so that nobody waits for it. */
  public void run() {
    Instant now = clock.instant();
    forget(
        """
        delete from message where id in (
          select id from message where created_at < :before and state <> 'WAITING'
          order by created_at limit :batch)\
        """,
        now.minus(settings.messages()));
    forget(
        """
        update visit_step set position = null where id in (
          select id from visit_step where recorded_at < :before and position is not null
          order by recorded_at limit :batch)\
        """,
        now.minus(settings.positions()));
    forget(
        """
        with old as (
          select id from call
          where arrived_at < :before and number <> '' and ended_at is not null
          order by arrived_at limit :batch),
        told as (
          update call_event set data = data - 'number' where call_id in (select id from old))
        update call set number = '' where id in (select id from old)\
        """,
        now.minus(settings.callers()));
    forget(
        """
        update outbound_call set number = '' where id in (
          select id from outbound_call
          where not_after < :before and number <> '' and state in ('DONE', 'FAILED', 'CANCELLED')
          order by not_after limit :batch)\
        """,
        now.minus(settings.callers()));
  }

  private void forget(String sql, Instant before) {
    while (forgetSome(sql, before) == BATCH) {
      // the next batch
    }
  }

  private int forgetSome(String sql, Instant before) {
    return database.transaction(
        tx -> tx.handle().createUpdate(sql).bind("before", before).bind("batch", BATCH).execute());
  }

  @Override
  public void close() {
    loop.close();
  }
}
