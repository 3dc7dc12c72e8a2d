package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the adapters, on every node; each event reaches one of them. */
public final class CallEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);
  private static final int BAD_EVENT = 400;
  private static final int FAILED = 500;

  private final CallIntake intake;
  private final MessageConsumer<String> consumer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());
  private final ScheduledExecutorService sweeps =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("call-sweep").factory());

  public CallEvents(Vertx vertx, CallIntake intake, CallDesk desk) {
    this.intake = intake;
    consumer =
        vertx.eventBus().consumer(CallAddresses.EVENTS, m -> threads.execute(() -> receive(m)));
    var _ = sweeps.scheduleWithFixedDelay(() -> sweep(desk), 1, 1, TimeUnit.SECONDS);
  }

  private void receive(Message<String> message) {
    try {
      CallReply reply = intake.handle(Json.MAPPER.readValue(message.body(), CallEvent.class));
      message.reply(Json.write(reply));
    } catch (JsonProcessingException e) {
      LOG.error("an event that cannot be read: {}", e.getOriginalMessage());
      message.fail(BAD_EVENT, "cannot be read");
    } catch (RuntimeException e) {
      LOG.error("a call event could not be taken; the adapter tells it again", e);
      message.fail(FAILED, "could not be taken");
    }
  }

  private static void sweep(CallDesk desk) {
    try {
      desk.sweep();
    } catch (RuntimeException e) {
      LOG.warn("the calls could not be looked after this time", e);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sweeps.shutdownNow();
    consumer.unregister();
    threads.shutdown();
  }
}
