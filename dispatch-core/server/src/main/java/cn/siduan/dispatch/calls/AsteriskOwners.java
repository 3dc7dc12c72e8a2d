package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.LeaseRequest;
import cn.siduan.dispatch.calls.asterisk.AsteriskLeases;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers adapters that want an Asterisk, and looks at the pictures of those that have one. */
public final class AsteriskOwners implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskOwners.class);
  private static final int FAILED = 500;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("asterisk-", 0).factory());
  private final List<MessageConsumer<String>> consumers;
  private final AtomicBoolean closed = new AtomicBoolean();

  public AsteriskOwners(Vertx vertx, AsteriskLeases leases, Resynchronise resynchronise) {
    consumers =
        List.of(
            listen(vertx, CallAddresses.LEASES, LeaseRequest.class, leases::ask),
            listen(vertx, CallAddresses.SNAPSHOTS, AsteriskSnapshot.class, resynchronise::by));
  }

  private <T> MessageConsumer<String> listen(
      Vertx vertx, String address, Class<T> type, Function<T, Object> answer) {
    return vertx.eventBus().consumer(address, m -> threads.execute(() -> answer(m, type, answer)));
  }

  private static <T> void answer(Message<String> message, Class<T> type, Function<T, Object> by) {
    try {
      message.reply(Json.write(by.apply(Json.MAPPER.readValue(message.body(), type))));
    } catch (JsonProcessingException e) {
      LOG.error("a {} that cannot be read: {}", type.getSimpleName(), e.getOriginalMessage());
      message.fail(FAILED, "cannot be read");
    } catch (RuntimeException e) {
      LOG.warn("a {} could not be taken; the adapter asks again", type.getSimpleName(), e);
      message.fail(FAILED, "could not be taken");
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    consumers.forEach(MessageConsumer::unregister);
    threads.shutdown();
  }
}
