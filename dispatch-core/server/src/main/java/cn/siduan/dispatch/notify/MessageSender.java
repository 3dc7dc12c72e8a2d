package cn.siduan.dispatch.notify;

import cn.siduan.contract.LiveEvent;
import cn.siduan.dispatch.notify.Delivery.Outcome;
import cn.siduan.dispatch.notify.SendPolicy.After;
import cn.siduan.dispatch.notify.SendPolicy.Ready;
import cn.siduan.dispatch.notify.Template.Channel;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.db.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the waiting messages of one channel: takes no more than it can send at once, so that a dead
 * gateway costs rows and not memory. A message taken by a node that then dies is sent again by
 * another when its lease is over.
 */
final class MessageSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final Platform platform;
  private final Channel channel;
  private final Delivery delivery;
  private final NotifySettings settings;
  private final MessageTexts texts;
  private final SendPolicy policy;
  private final Outbox outbox;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("send-", 0).factory());
  private final WakeLoop loop;

  MessageSender(
      Platform platform,
      Channel channel,
      Delivery delivery,
      NotifySettings settings,
      MessageTexts texts,
      Outbox outbox) {
    this.platform = platform;
    this.channel = channel;
    this.delivery = delivery;
    this.settings = settings;
    this.texts = texts;
    this.outbox = outbox;
    policy = new SendPolicy(settings, texts.quietHours());
    free = new Semaphore(settings.atOnce());
    loop = new WakeLoop("messages-" + channel, SWEEP, this::sendDue);
  }

  void hint() {
    loop.wake();
  }

  private void sendDue() {
    int room = free.drainPermits();
    List<Outgoing> taken = room == 0 ? List.of() : take(room);
    free.release(room - taken.size());
    for (Outgoing message : taken) {
      threads.execute(() -> handle(message));
    }
  }

  private List<Outgoing> take(int room) {
    try {
      Instant now = platform.clock().instant();
      // an attempt may take its timeout twice (connecting, answering); then some
      Instant lease = now.plus(settings.timeout().multipliedBy(3)).plusSeconds(30);
      return platform.database().transaction(tx -> MessageRows.take(tx, channel, room, now, lease));
    } catch (RuntimeException e) {
      free.release(room);
      throw e;
    }
  }

  private void handle(Outgoing message) {
    try {
      Instant now = platform.clock().instant();
      switch (policy.ready(message, texts.get(message.template()).audience(), now)) {
        case Ready.Send() -> attempt(message);
        case Ready.Hold(Instant until) -> write(tx -> MessageRows.hold(tx, message, until));
        case Ready.Suppress(String why) -> write(tx -> end(tx, message, "SUPPRESSED", why));
      }
    } catch (RuntimeException e) {
      // it stays as it was taken and is tried again when the lease is over
      LOG.warn("message {} could not be handled", message.id(), e);
    } finally {
      free.release();
      // there may be more than there was room for
      loop.wake();
    }
  }

  private void attempt(Outgoing message) {
    Outcome outcome = deliver(message);
    Instant now = platform.clock().instant();
    count(outcome);
    switch (policy.after(message, outcome, now, ThreadLocalRandom.current().nextDouble())) {
      case After.Sent() -> write(tx -> end(tx, message, "SENT", null));
      case After.Retry(Instant at, String why) ->
          write(tx -> MessageRows.retry(tx, message, at, why));
      case After.GiveUp(String why) -> {
        LOG.warn(
            "message {} is given up after attempt {}: {}", message.id(), message.attempt(), why);
        write(tx -> end(tx, message, "DEAD", why));
      }
    }
  }

  private Outcome deliver(Outgoing message) {
    try {
      return delivery.send(message);
    } catch (RuntimeException e) {
      LOG.warn("message {} could not be sent", message.id(), e);
      return new Outcome.TryAgain(e.toString());
    }
  }

  private void count(Outcome outcome) {
    MeterRegistry metrics = platform.metrics();
    metrics
        .counter(
            "siduan.messages.attempts",
            "channel",
            channel.name(),
            "outcome",
            outcome.getClass().getSimpleName())
        .increment();
  }

  private void end(Tx tx, Outgoing message, String state, @Nullable String why) {
    Instant now = platform.clock().instant();
    MessageRows.end(tx, message, state, why, now);
    outbox.put(
        tx, Set.of(Audiences.ADMIN), new LiveEvent.MessageChanged(message.id(), state, now), now);
  }

  private void write(Consumer<Tx> rows) {
    platform
        .database()
        .transaction(
            tx -> {
              rows.accept(tx);
              return tx;
            });
  }

  @Override
  public void close() {
    loop.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
