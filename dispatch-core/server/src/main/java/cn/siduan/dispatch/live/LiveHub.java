package cn.siduan.dispatch.live;

import cn.siduan.contract.LiveEvent;
import cn.siduan.dispatch.outbox.Relay;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Listening;
import cn.siduan.dispatch.platform.http.ApiStream;
import cn.siduan.dispatch.platform.http.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the feed and hands each event to the readers of this node who may see it. The database is
 * read once per batch, whatever the number of readers.
 */
public final class LiveHub implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final int BATCH = 500;
  private static final int RECENT = 4000;
  private static final int RESUMING_AT_ONCE = 4;

  private final Feed feed;
  private final LiveSettings settings;
  private final Clock clock;
  private final Timer shown;
  private final Counter slow;
  private final ReentrantLock lock = new ReentrantLock();
  private final Recent recent;
  private final Readers readers = new Readers();
  private final Semaphore resuming = new Semaphore(RESUMING_AT_ONCE);
  private final WakeLoop pump;
  private final WakeLoop heart;
  private final Listening listening;
  private boolean closing;

  public LiveHub(Database database, MeterRegistry metrics, Clock clock, LiveSettings settings) {
    this.settings = settings;
    this.clock = clock;
    feed = new Feed(database);
    shown = metrics.timer("siduan.live.received_to_shown");
    slow = metrics.counter("siduan.live.cut_off", "reason", "slow");
    metrics.gauge("siduan.live.streams", readers, Readers::count);
    List<FeedEvent> newest = feed.newest(RECENT);
    recent = new Recent(RECENT, newest, newest.isEmpty() ? 0 : newest.getLast().position());
    pump = new WakeLoop("live", SWEEP, this::follow);
    heart = new WakeLoop("live-heart", settings.heartbeat(), this::beat);
    listening = database.listen(Relay.CHANNEL, this::hint);
  }

  /** There is something new in the feed. */
  public void hint() {
    pump.wake();
  }

  /** Whether the database answers and tells this node of what others relayed. */
  public boolean isListening() {
    return listening.isConnected();
  }

  /** Counts a reader in, or refuses it. */
  void admit(LiveStream stream) {
    lock.lock();
    try {
      if (closing || readers.count() >= settings.mostStreams()) {
        throw Problem.of(503, "overloaded").exception();
      }
      if (readers.countOf(stream.principal()) >= settings.mostPerReader()) {
        throw Problem.of(429, "too-many-streams")
            .with("most", settings.mostPerReader())
            .exception();
      }
      readers.admit(stream);
    } finally {
      lock.unlock();
    }
    stream.begin(() -> remove(stream));
  }

  LiveStream stream(String principal, Set<String> audiences, ApiStream stream) {
    return new LiveStream(
        principal, audiences, stream, settings.queueBytes(), this::wasShown, slow::increment);
  }

  private void wasShown(Instant since) {
    shown.record(Duration.between(since, clock.instant()));
  }

  private void remove(LiveStream stream) {
    lock.lock();
    try {
      readers.remove(stream);
    } finally {
      lock.unlock();
    }
  }

  List<LiveStream> listStreams() {
    lock.lock();
    try {
      return readers.list();
    } finally {
      lock.unlock();
    }
  }

  /** From the present on. */
  void joinNow(LiveStream stream) {
    lock.lock();
    try {
      greet(stream, new LiveEvent.Hello(recent.last()));
    } finally {
      lock.unlock();
    }
  }

  /** From a position on: first what was missed, at the reader's pace, then what comes. */
  void resume(LiveStream stream, long position) throws InterruptedException, TimeoutException {
    long at = position;
    boolean exists = false;
    while (!joinIfRecent(stream, at, exists)) {
      Optional<Feed.Page> page = read(at, stream);
      if (page.isEmpty()) {
        startAnew(stream);
        return;
      }
      page.get().events().forEach(stream::add);
      stream.moveTo(page.get().upTo());
      stream.flush();
      stream.awaitRoom(settings.patience());
      at = page.get().upTo();
      exists = true;
    }
  }

  private Optional<Feed.Page> read(long at, LiveStream stream) throws InterruptedException {
    resuming.acquire();
    try {
      return feed.page(at, settings.mostMissed(), stream.audiences());
    } finally {
      resuming.release();
    }
  }

  /**
   * @param exists whether the database knows the position; it may be one that another node has
   *     shown and this one has yet to hear of
   */
  private boolean joinIfRecent(LiveStream stream, long position, boolean exists) {
    lock.lock();
    try {
      if (!recent.covers(position) || (position > recent.last() && !exists)) {
        return false;
      }
      stream.moveTo(position);
      for (FeedEvent event : recent.after(position)) {
        if (event.audiences().stream().anyMatch(stream.audiences()::contains)) {
          stream.add(event);
        }
      }
      stream.moveTo(recent.last());
      stream.flush();
      readers.join(stream);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void startAnew(LiveStream stream) {
    lock.lock();
    try {
      greet(stream, new LiveEvent.Reset(recent.last()));
    } finally {
      lock.unlock();
    }
  }

  private void greet(LiveStream stream, LiveEvent greeting) {
    stream.add(FeedEvent.frame(recent.last(), greeting.type(), Json.write(greeting)));
    stream.moveTo(recent.last());
    stream.flush();
    readers.join(stream);
  }

  private void follow() {
    while (followOnce() == BATCH) {
      // the next batch
    }
  }

  private int followOnce() {
    // only this thread moves it
    List<FeedEvent> events = feed.after(recent.last(), BATCH);
    lock.lock();
    try {
      Set<LiveStream> touched = new HashSet<>();
      for (FeedEvent event : events) {
        recent.add(event);
        for (String audience : event.audiences()) {
          for (LiveStream stream : readers.of(audience)) {
            if (stream.add(event)) {
              touched.add(stream);
            }
          }
        }
      }
      touched.forEach(LiveStream::flush);
    } finally {
      lock.unlock();
    }
    return events.size();
  }

  /** Keeps idle streams open, and their readers' position from growing old. */
  private void beat() {
    lock.lock();
    try {
      for (LiveStream stream : readers.list()) {
        if (stream.isJoined()) {
          stream.moveTo(recent.last());
          stream.add(Buffer.buffer(":\nid: " + stream.position() + "\n\n"));
          stream.flush();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends all streams and opens no more; the readers come back elsewhere, not all at once. */
  public void drain() {
    lock.lock();
    try {
      closing = true;
      for (LiveStream stream : readers.list()) {
        int wait = ThreadLocalRandom.current().nextInt(500, 3000);
        stream.end(Buffer.buffer("retry: " + wait + "\n: this server is closing\n\n"));
      }
    } finally {
      lock.unlock();
    }
    LOG.info("live streams are closed");
  }

  @Override
  public void close() {
    listening.close();
    heart.close();
    pump.close();
  }
}
