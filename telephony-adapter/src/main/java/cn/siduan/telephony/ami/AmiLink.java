package cn.siduan.telephony.ami;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manager interface of one Asterisk, over two connections: one for commands, one for events, so
 * that a flood of the second does not hold up the first.
 *
 * <p>The library's listener only enqueues. Whether a connection is alive is found out by a ping of
 * our own; in doubt both are made anew, a new epoch begins, and {@code onFresh} looks at the whole,
 * because AMI does not repeat what was missed. The events of the new epoch wait until it has
 * looked; those of the old one are dropped.
 */
public final class AmiLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);
  private static final Duration PING_EVERY = Duration.ofSeconds(10);
  private static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final int ANSWER_MILLIS = 3_000;
  private static final int LIST_MILLIS = 10_000;
  private static final int MOST_EVENTS = 50_000;

  private final AsteriskSettings settings;
  private final Consumer<ManagerEvent> onEvent;
  private final Refresh onFresh;
  private final BlockingQueue<Heard> events = new ArrayBlockingQueue<>(MOST_EVENTS);
  private final Lock handling = new ReentrantLock();
  private final Thread pump;
  private final Thread watchdog;
  private volatile ManagerConnection commands;
  private volatile ManagerConnection listening;
  private final AtomicLong epoch = new AtomicLong();
  private volatile boolean overflowed;
  private volatile boolean closed;

  /** An event, and of which connection. */
  private record Heard(long epoch, ManagerEvent event) {}

  /** Looks at the whole after a fresh connection. */
  @FunctionalInterface
  public interface Refresh {
    /**
     * @throws IOException if Asterisk did not answer: the connection is made anew
     */
    void look(AmiLink ami) throws IOException;
  }

  /**
   * @param onEvent called on one thread, in order
   * @param onFresh called after each (re)connection, before its events
   */
  public AmiLink(AsteriskSettings settings, Consumer<ManagerEvent> onEvent, Refresh onFresh) {
    this.settings = settings;
    this.onEvent = onEvent;
    this.onFresh = onFresh;
    commands = connection();
    listening = connection();
    pump = Thread.ofVirtual().name("ami-events").start(this::pump);
    watchdog = Thread.ofPlatform().daemon().name("ami-watchdog").start(this::watch);
  }

  /**
   * Sends an action and waits for the answer.
   *
   * @throws IOException if the connection is down or Asterisk did not answer in time; whether it
   *     did what was asked is then unknown
   */
  public ManagerResponse send(ManagerAction action) throws IOException {
    try {
      return commands.sendAction(action, ANSWER_MILLIS);
    } catch (TimeoutException | IllegalStateException e) {
      throw new IOException("no answer from " + settings.name() + " to " + action.getAction(), e);
    }
  }

  /**
   * Sends an action that is answered by a list, and waits for its end.
   *
   * @throws IOException as {@link #send} does
   */
  public Collection<ResponseEvent> list(EventGeneratingAction action) throws IOException {
    try {
      return commands.sendEventGeneratingAction(action, LIST_MILLIS).getEvents();
    } catch (EventTimeoutException | IllegalStateException e) {
      throw new IOException("no list from " + settings.name() + " for " + action.getAction(), e);
    }
  }

  public boolean isUp() {
    return commands.getState() == ManagerConnectionState.CONNECTED
        && listening.getState() == ManagerConnectionState.CONNECTED;
  }

  private ManagerConnection connection() {
    DefaultManagerConnection connection =
        new DefaultManagerConnection(
            settings.ami().host(), settings.ami().port(), settings.amiUser(), settings.amiSecret());
    connection.setSocketTimeout(ANSWER_MILLIS);
    connection.setSocketReadTimeout(READ_TIMEOUT_MILLIS);
    return connection;
  }

  private void watch() {
    while (!closed) {
      try {
        if (!isUp() || overflowed || !answersPing()) {
          reconnect();
        }
        Thread.sleep(isUp() ? PING_EVERY.toMillis() : 500);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("the watchdog of {} stumbled", settings.name(), e);
      }
    }
  }

  private boolean answersPing() {
    try {
      listening.sendAction(new PingAction(), ANSWER_MILLIS);
      commands.sendAction(new PingAction(), ANSWER_MILLIS);
      return true;
    } catch (IOException | TimeoutException | IllegalStateException e) {
      LOG.warn("{} does not answer: {}", settings.name(), e.toString());
      return false;
    }
  }

  private void reconnect() {
    hangUp(commands);
    hangUp(listening);
    handling.lock();
    try {
      epoch.incrementAndGet();
      events.clear();
      overflowed = false;
      connect();
      // events that come meanwhile wait in the queue
      onFresh.look(this);
      LOG.info("connected to {}, epoch {}", settings.name(), epoch.get());
    } catch (IOException | TimeoutException | IllegalStateException e) {
      LOG.warn("{} cannot be reached: {}", settings.name(), e.toString());
      hangUp(commands);
      hangUp(listening);
    } catch (AuthenticationFailedException e) {
      LOG.error("{} refuses the adapter's password", settings.name());
    } finally {
      handling.unlock();
    }
  }

  private void connect() throws IOException, TimeoutException, AuthenticationFailedException {
    long of = epoch.get();
    commands = connection();
    listening = connection();
    listening.addEventListener(event -> enqueue(new Heard(of, event)));
    commands.login("off");
    listening.login();
  }

  private void enqueue(Heard heard) {
    if (!events.offer(heard)) {
      // what is lost is found again by looking at the whole, after a fresh connection
      overflowed = true;
    }
  }

  private void pump() {
    while (!closed) {
      try {
        Heard heard = events.poll(1, TimeUnit.SECONDS);
        if (heard != null) {
          handle(heard);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("an event of {} could not be handled", settings.name(), e);
      }
    }
  }

  private void handle(Heard heard) {
    handling.lock();
    try {
      if (heard.epoch() == epoch.get()) {
        onEvent.accept(heard.event());
      }
    } finally {
      handling.unlock();
    }
  }

  private static void hangUp(ManagerConnection connection) {
    try {
      if (connection.getState() != ManagerConnectionState.INITIAL) {
        connection.logoff();
      }
    } catch (IllegalStateException _) {
      // it was down already
    }
  }

  @Override
  public void close() {
    closed = true;
    watchdog.interrupt();
    pump.interrupt();
    hangUp(commands);
    hangUp(listening);
  }
}
