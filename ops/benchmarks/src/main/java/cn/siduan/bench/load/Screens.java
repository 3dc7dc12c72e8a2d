package cn.siduan.bench.load;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Screens of providers: live streams that are read as they come, and everything that came on them.
 */
final class Screens {

  /**
   * @param at when its last byte had come, by the clock of this machine
   * @param position of the feed, unique for each event
   */
  record Seen(Browser screen, String type, long position, JsonNode data, long atMicros) {}

  private final Api api;
  private final Consumer<Seen> reaction;
  private final Collection<Seen> all = new ConcurrentLinkedQueue<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();

  /**
   * @param reaction what the people before the screens do about it
   */
  Screens(Api api, Consumer<Seen> reaction) {
    this.api = api;
    this.reaction = reaction;
  }

  void open(List<Browser> readers) {
    List<io.vertx.core.Future<?>> opening = new ArrayList<>();
    for (Browser reader : readers) {
      opening.add(
          api.live(reader)
              .onSuccess(
                  response -> {
                    Reader lines = new Reader(reader);
                    RecordParser parser = RecordParser.newDelimited("\n\n", lines::block);
                    response.handler(parser);
                    response.exceptionHandler(_ -> closed.incrementAndGet());
                    response.endHandler(_ -> closed.incrementAndGet());
                  }));
    }
    io.vertx.core.Future.all(opening).await();
  }

  /** Streams that were cut; none should be. */
  int closed() {
    return closed.get();
  }

  /** Events that came a second time on the same screen. */
  int repeated() {
    return repeated.get();
  }

  Collection<Seen> all() {
    return all;
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** One stream's. */
  private final class Reader {
    private final Browser screen;
    private final Set<Long> positions = new HashSet<>();

    Reader(Browser screen) {
      this.screen = screen;
    }

    private void block(Buffer block) {
      long at = nowMicros();
      String text = block.toString();
      if (!text.contains("data: ") || text.contains("event: hello")) {
        return;
      }
      Seen seen =
          new Seen(
              screen,
              field(text, "event: "),
              Long.parseLong(field(text, "id: ")),
              Json.tree(field(text, "data: ")),
              at);
      if (!positions.add(seen.position())) {
        repeated.incrementAndGet();
      }
      all.add(seen);
      reaction.accept(seen);
    }

    private static String field(String text, String name) {
      int from = text.indexOf(name) + name.length();
      int to = text.indexOf('\n', from);
      return to < 0 ? text.substring(from) : text.substring(from, to);
    }
  }
}
