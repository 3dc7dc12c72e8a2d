package cn.siduan.dispatch.platform.db;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An immutable picture in memory of small tables that are read with every command and changed
 * rarely.
 *
 * <p>The node that changes them takes a new picture right after its commit ({@link #changed}). What
 * other nodes changed is noticed by a cheap version query, asked at most every {@link #CHECK_EVERY}
 * by whoever needs the picture just then. Both borrow a connection, so ask before opening a
 * transaction, not within.
 */
public final class TableSnapshot<T> {

  public static final Duration CHECK_EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(TableSnapshot.class);

  private record State<T>(T value, String version, Instant checkedAt) {}

  private final Database database;
  private final Clock clock;
  private final String versionSql;
  private final Function<Handle, T> load;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile @Nullable State<T> state;
  private volatile boolean stale;

  /**
   * @param versionSql one value that differs after every committed change, for example {@code
   *     select count(*) || '.' || coalesce(sum(version), 0) from centre} where rows are never
   *     deleted
   */
  public TableSnapshot(
      Database database, Clock clock, String versionSql, Function<Handle, T> load) {
    this.database = database;
    this.clock = clock;
    this.versionSql = versionSql;
    this.load = load;
  }

  /** At most {@link #CHECK_EVERY} behind the database; a change made by this node is in it. */
  public T current() {
    State<T> known = state;
    if (known == null || stale) {
      return latest();
    }
    if (isDue(known) && refreshing.tryLock()) {
      try {
        return refresh().value();
      } finally {
        refreshing.unlock();
      }
    }
    return known.value();
  }

  /**
   * Not behind the database. Ask for it before telling somebody that there is no such thing: it may
   * have been added a second ago elsewhere.
   */
  public T latest() {
    refreshing.lock();
    try {
      return refresh().value();
    } finally {
      refreshing.unlock();
    }
  }

  /** For {@link Tx#afterCommit}. */
  public void changed() {
    stale = true;
    try {
      latest();
    } catch (RuntimeException e) {
      LOG.warn("a change is not visible yet; whoever needs it next tries again", e);
    }
  }

  private boolean isDue(State<T> known) {
    Duration age = Duration.between(known.checkedAt(), clock.instant());
    // a clock that was set back must not keep an old picture
    return age.isNegative() || age.compareTo(CHECK_EVERY) >= 0;
  }

  private State<T> refresh() {
    stale = false;
    try {
      State<T> fresh = database.read(this::read);
      state = fresh;
      return fresh;
    } catch (RuntimeException e) {
      stale = true;
      throw e;
    }
  }

  private State<T> read(Handle handle) {
    Instant now = clock.instant();
    // the version first: what is committed between the two queries is then noticed next time
    String version = handle.createQuery(versionSql).mapTo(String.class).one();
    State<T> known = state;
    return known != null && known.version().equals(version)
        ? new State<>(known.value(), version, now)
        : new State<>(load.apply(handle), version, now);
  }
}
