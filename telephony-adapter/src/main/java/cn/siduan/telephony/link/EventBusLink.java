package cn.siduan.telephony.link;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.LeaseReply;
import cn.siduan.contract.call.LeaseRequest;
import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.contract.call.PromptReply;
import cn.siduan.contract.call.PromptRequest;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks to the core over the (clustered) event bus. */
public final class EventBusLink implements CoreLink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventBusLink.class);
  private static final int FAILED = 500;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  /** Asked again each second, and valid for eight. */
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final Supplier<Vertx> bus;
  private final Duration patience;
  private final Journal journal;
  private final Semaphore news = new Semaphore(0);
  private final Thread deliverer;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("command-", 0).factory());
  private final List<MessageConsumer<String>> consumers = new ArrayList<>();
  private final List<Supplier<MessageConsumer<String>>> listens = new ArrayList<>();
  private volatile long heard = System.nanoTime();
  private volatile boolean closed;

  /**
   * @param patience how long a caller may be kept for the core's answer
   * @param journal folder for what could not be told yet
   */
  public EventBusLink(Vertx vertx, Duration patience, Path journal) {
    this(() -> vertx, patience, journal);
  }

  /**
   * @param bus may be another one later
   */
  public EventBusLink(Supplier<Vertx> bus, Duration patience, Path journal) {
    this.bus = bus;
    this.patience = patience;
    this.journal = new Journal(journal);
    deliverer = Thread.ofVirtual().name("journal").start(this::deliver);
  }

  @Override
  public CallReply ask(CallEvent event) {
    return CallJson.reply(request(CallAddresses.EVENTS, CallJson.write(event), patience));
  }

  /**
   * @throws CoreAwayException as {@link #ask} does
   */
  public LeaseReply ask(LeaseRequest request) {
    return CallJson.lease(request(CallAddresses.LEASES, CallJson.write(request), LEASE));
  }

  /**
   * @throws CoreAwayException as {@link #ask} does
   */
  public PromptReply ask(PromptRequest request) {
    return CallJson.prompts(request(CallAddresses.PROMPTS, CallJson.write(request), patience));
  }

  /**
   * @return false if the core takes somebody else for the owner
   * @throws CoreAwayException as {@link #ask} does
   */
  public boolean show(AsteriskSnapshot snapshot) {
    return request(CallAddresses.SNAPSHOTS, CallJson.write(snapshot), patience).equals("true");
  }

  /** How long nothing was heard of the core; that it failed to do something is a sign of life. */
  public Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  private String request(String address, String json, Duration atMost) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(atMost.toMillis());
    try {
      return bus.get()
          .eventBus()
          .<String>request(address, json, options)
          .map(Message::body)
          .onComplete(r -> listenForLife(r.cause()))
          .toCompletionStage()
          .toCompletableFuture()
          .get(atMost.toMillis() + 500, TimeUnit.MILLISECONDS);
    } catch (ExecutionException
        | TimeoutException
        | IllegalStateException
        // of a bus that is being left
        | RejectedExecutionException e) {
      throw new CoreAwayException("no answer to " + json, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CoreAwayException("interrupted", e);
    }
  }

  private void listenForLife(@Nullable Throwable failure) {
    if (failure == null
        || (failure instanceof ReplyException e
            && e.failureType() == ReplyFailure.RECIPIENT_FAILURE)) {
      heard = System.nanoTime();
    }
  }

  @Override
  public void tell(CallEvent event) {
    journal.add(event);
    news.release();
  }

  private void deliver() {
    while (!closed) {
      try {
        boolean all = deliverAll();
        news.tryAcquire(all ? 60_000 : TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("the journal cannot be delivered", e);
      }
    }
  }

  /** In their order; what cannot be told holds up what came after it. */
  private boolean deliverAll() {
    for (Path file : journal.list()) {
      CallEvent event = journal.read(file);
      if (event == null) {
        continue;
      }
      try {
        ask(event);
      } catch (CoreAwayException e) {
        LOG.warn("the core is away; {} waits in the journal", file.getFileName());
        return false;
      }
      journal.remove(file);
    }
    return true;
  }

  /**
   * Listens for what the core asks of the owner of an Asterisk.
   *
   * @param fence of the lease; 0 for an Asterisk that is ours without asking
   * @param carryOut may block
   */
  public synchronized void onCommand(String asterisk, long fence, Consumer<CallCommand> carryOut) {
    stopListening();
    listen(
        CallAddresses.commands(asterisk, fence),
        m -> threads.execute(() -> carryOut(m.body(), carryOut)));
  }

  /** Hands out what that Asterisk recorded, for as long as we listen to commands. */
  public synchronized void onRecording(String asterisk, HandOutRecordings recordings) {
    listen(CallAddresses.recordings(asterisk), m -> threads.execute(() -> recordings.answer(m)));
  }

  /**
   * Takes the secrets of browser phones, for as long as we listen to commands.
   *
   * @param set may block; false where there is no such phone
   */
  public synchronized void onPhoneSecret(String asterisk, long fence, Predicate<PhoneSecret> set) {
    listen(CallAddresses.phones(asterisk, fence), m -> threads.execute(() -> setSecret(m, set)));
  }

  private static void setSecret(Message<String> message, Predicate<PhoneSecret> set) {
    try {
      message.reply(Boolean.toString(set.test(CallJson.phoneSecret(message.body()))));
    } catch (RuntimeException e) {
      LOG.warn("a browser phone's secret could not be set: {}", e.toString());
      message.fail(FAILED, "could not be set");
    }
  }

  private void listen(String address, Handler<Message<String>> handler) {
    Supplier<MessageConsumer<String>> one = () -> bus.get().eventBus().consumer(address, handler);
    listens.add(one);
    consumers.add(one.get());
  }

  /** On the bus of now, where commands were listened for on another one. */
  public synchronized void listenAgain() {
    heard = System.nanoTime();
    consumers.clear();
    listens.forEach(one -> consumers.add(one.get()));
  }

  public synchronized void stopListening() {
    consumers.forEach(EventBusLink::unregister);
    consumers.clear();
    listens.clear();
  }

  private static void unregister(MessageConsumer<String> consumer) {
    try {
      consumer.unregister();
    } catch (RejectedExecutionException _) {
      // its bus has been left already
    }
  }

  private static void carryOut(String json, Consumer<CallCommand> carryOut) {
    try {
      carryOut.accept(CallJson.command(json));
    } catch (RuntimeException e) {
      LOG.error("a command could not be carried out: {}", json, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    stopListening();
    threads.shutdown();
    deliverer.interrupt();
  }
}
