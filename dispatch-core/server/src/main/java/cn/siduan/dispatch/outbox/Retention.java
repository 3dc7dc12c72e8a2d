package cn.siduan.dispatch.outbox;

import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.db.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes what is only kept for a while: live events, for screens that come back, and answers, for
 * commands that are repeated, links and reasons of offers. Any node may; two at once do no harm.
 */
public final class Retention implements AutoCloseable {

  /**
   * @param liveEvents how long a screen may be away and still resume; then it is told to load anew
   * @param answers how long the answer to a command is remembered under its Idempotency-Key
   * @param offerLinks how long the secret of an offer that is over is told from one that never was
   * @param routingDecisions how long it can be seen why an order went to whom, once it is over
   */
  public record Settings(
      Duration liveEvents, Duration answers, Duration offerLinks, Duration routingDecisions) {
    public static Settings defaults() {
      // a device that was offline over a long holiday repeats what it could not send
      return new Settings(
          Duration.ofHours(24), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(1095));
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
              "how long the answer to a command is remembered under its Idempotency-Key"),
          in.duration(
              "offer_links",
              d.offerLinks,
              Duration.ofHours(1),
              Duration.ofDays(365),
              "how long the link of an offer that is over is kept"),
          in.duration(
              "routing_decisions",
              d.routingDecisions,
              Duration.ofDays(1),
              Duration.ofDays(36500),
              "how long routing decisions are kept, if their order is over"));
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
    deleteAll(
        """
        delete from offer_link where token_digest in (
          select token_digest from offer_link where expires_at < :before order by expires_at limit :batch)\
        """,
        now.minus(settings.offerLinks()));
    // of an order under way they tell how far down the ladder a task is
    deleteAll(
        """
        delete from routing_decision where id in (
          select d.id from routing_decision d join service_order o on o.id = d.order_id
          where d.decided_at < :before and o.state in ('CLOSED', 'CANCELLED') order by d.decided_at limit :batch)\
        """,
        now.minus(settings.routingDecisions()));
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
