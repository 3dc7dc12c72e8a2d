package cn.siduan.dispatch.calls.prompt;

import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.PromptReply;
import cn.siduan.contract.call.PromptReply.RecordedPrompt;
import cn.siduan.contract.call.PromptRequest;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells adapters, who ask again and again, what people recorded in place of prompts. */
public final class HandOutPrompts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HandOutPrompts.class);
  private static final int FAILED = 500;

  private final Database database;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("prompts-", 0).factory());
  private final MessageConsumer<String> consumer;

  public HandOutPrompts(Vertx vertx, Database database) {
    this.database = database;
    consumer =
        vertx.eventBus().consumer(CallAddresses.PROMPTS, m -> threads.execute(() -> answer(m)));
  }

  private void answer(Message<String> message) {
    try {
      PromptRequest request = Json.as(Json.tree(message.body()), PromptRequest.class);
      message.reply(Json.write(reply(new HashSet<>(request.known()))));
    } catch (RuntimeException e) {
      LOG.warn("recorded prompts could not be told; the adapter asks again", e);
      message.fail(FAILED, "could not be told");
    }
  }

  private PromptReply reply(Set<String> known) {
    return database.read(
        handle -> {
          List<RecordedPrompt> told = new ArrayList<>();
          boolean sent = false;
          for (RecordedPrompt one : PromptRows.listDigests(handle)) {
            boolean now = !sent && !known.contains(one.id());
            sent |= now;
            told.add(now ? withSound(one, PromptRows.sound(handle, one)) : one);
          }
          return new PromptReply(told);
        });
  }

  private static RecordedPrompt withSound(RecordedPrompt one, byte[] sound) {
    return new RecordedPrompt(
        one.prompt(), one.language(), one.digest(), Base64.getEncoder().encodeToString(sound));
  }

  @Override
  public void close() {
    if (threads.isShutdown()) {
      return;
    }
    threads.shutdown();
    consumer.unregister();
  }
}
