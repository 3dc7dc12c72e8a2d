package cn.siduan.dispatch.calls;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.WakeLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes recordings whose time is over. From the moment they are marked nobody hears them; the
 * mark stays until the adapter says that the file is gone.
 */
public final class RemoveRecordings implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RemoveRecordings.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(5);
  private static final int MOST_AT_ONCE = 100;

  private record Expired(long id, boolean message, String asterisk, String file) {}

  private final Platform platform;
  private final Recordings recordings;
  private final Duration keep;
  private final WakeLoop loop;

  public RemoveRecordings(Platform platform, Recordings recordings, Duration keep) {
    this.platform = platform;
    this.recordings = recordings;
    this.keep = keep;
    loop = new WakeLoop("expired-recordings", LOOK_EVERY, this::look);
  }

  /** Looks at once. */
  public void wake() {
    loop.wake();
  }

  private void look() {
    for (Expired expired : mark()) {
      try {
        recordings.remove(expired.asterisk(), expired.message(), expired.file());
        removed(expired.id());
      } catch (IllegalStateException e) {
        LOG.warn("recording {} is to be removed and its Asterisk is away", expired.id(), e);
      }
    }
  }

  private Instant now() {
    return platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private List<Expired> mark() {
    return platform
        .database()
        .transaction(
            tx ->
                tx.handle()
                    .createQuery(
                        """
                        update recording set expired_at = coalesce(expired_at, :now)
                        where id in (select id from recording
                                     where removed_at is null and begun_at < :before
                                     order by begun_at limit :most)
                        returning id, kind = 'MESSAGE', asterisk, file
                        """)
                    .bind("now", now())
                    .bind("before", now().minus(keep))
                    .bind("most", MOST_AT_ONCE)
                    .map(
                        (rs, _) ->
                            new Expired(
                                rs.getLong(1), rs.getBoolean(2), rs.getString(3), rs.getString(4)))
                    .list());
  }

  private void removed(long id) {
    platform
        .database()
        .transaction(
            tx ->
                tx.handle()
                    .createUpdate("update recording set removed_at = :now where id = :id")
                    .bind("now", now())
                    .bind("id", id)
                    .execute());
  }

  @Override
  public void close() {
    loop.close();
  }
}
