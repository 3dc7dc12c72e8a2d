package cn.siduan.telephony.link;

import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks to the core over the (clustered) event bus. */
public final class EventBusLink implements CoreLink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventBusLink.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Duration patience;
  private final Journal journal;
  private final Semaphore news = new Semaphore(0);
  private final Thread deliverer;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("command-", 0).factory());
  private volatile @Nullable MessageConsumer<String> commands;
  private volatile boolean closed;

  /**
   * @param patience how long a caller may be kept for the core's answer
   * @param journal folder for what could not be told yet
   */
  public EventBusLink(Vertx vertx, Duration patience, Path journal) {
    this.vertx = vertx;
    this.patience = patience;
    this.journal = new Journal(journal);
    deliverer = Thread.ofVirtual().name("journal").start(this::deliver);
  }

  @Override
  public CallReply ask(CallEvent event) {
    try {
      return vertx
          .eventBus()
          .<String>request(
              CallAddresses.EVENTS,
              CallJson.write(event),
              new DeliveryOptions().setSendTimeout(patience.toMillis()))
          .map(Message::body)
          .map(CallJson::reply)
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis() + 500, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CoreAwayException("no answer to " + event, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CoreAwayException("interrupted", e);
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
   * Listens for what the core asks of an Asterisk.
   *
   * @param carryOut may block
   */
  public void onCommand(String asterisk, Consumer<CallCommand> carryOut) {
    commands =
        vertx
            .eventBus()
            .consumer(
                CallAddresses.commands(asterisk),
                m -> threads.execute(() -> carryOut(m.body(), carryOut)));
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
    MessageConsumer<String> listening = commands;
    if (listening != null) {
      listening.unregister();
    }
    threads.shutdown();
    deliverer.interrupt();
  }
}
