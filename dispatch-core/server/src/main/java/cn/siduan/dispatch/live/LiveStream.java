package cn.siduan.dispatch.live;

import cn.siduan.dispatch.platform.http.ApiStream;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One reader's connection. What is to be written is put together under the hub's lock and handed to
 * the event loop in that order; on the loop nothing waits.
 */
final class LiveStream {

  private static final long END_MILLIS = 2000;

  private final String principal;
  private final Set<String> audiences;
  private final ApiStream stream;
  private final HttpServerResponse response;
  private final Context loop;
  private final Consumer<Instant> shown;
  private final Runnable tooSlow;

  // guarded by the hub's lock
  private long position;
  private boolean joined;
  private Buffer waiting = Buffer.buffer();
  private @Nullable Instant oldest;

  // the event loop's: Vert.x counts messages, we bound bytes
  private final int queueBytes;
  private long unwritten;
  private @Nullable Promise<Void> room;

  /**
   * @param queueBytes how much may wait to be written
   * @param shown told of the oldest event of what was just written
   * @param tooSlow called when the stream is cut off because its reader does not keep up
   */
  LiveStream(
      String principal,
      Set<String> audiences,
      ApiStream stream,
      int queueBytes,
      Consumer<Instant> shown,
      Runnable tooSlow) {
    this.principal = principal;
    this.audiences = audiences;
    this.stream = stream;
    this.response = stream.response();
    this.loop = stream.loop();
    this.queueBytes = queueBytes;
    this.shown = shown;
    this.tooSlow = tooSlow;
  }

  String principal() {
    return principal;
  }

  Set<String> audiences() {
    return audiences;
  }

  ApiStream stream() {
    return stream;
  }

  /** Writes the head; {@code gone} is called once, when the reader has left or was cut off. */
  void begin(Runnable gone) {
    loop.runOnContext(
        _ -> {
          if (response.closed() || response.ended()) {
            gone.run();
            return;
          }
          response.closeHandler(_ -> gone.run());
          response.endHandler(_ -> gone.run());
          response.exceptionHandler(_ -> {});
          response
              .setChunked(true)
              .putHeader("Content-Type", "text/event-stream; charset=utf-8")
              // a compressor would hold events back until it has enough of them
              .putHeader("Content-Encoding", "identity")
              .putHeader("X-Accel-Buffering", "no")
              .write("retry: 2000\n\n");
        });
  }

  /** Where the reader is: everything up to here that is for it was handed over. */
  long position() {
    return position;
  }

  /** Whether it has caught up, so that what comes from the hub is the next it has to see. */
  boolean isJoined() {
    return joined;
  }

  void join() {
    joined = true;
  }

  void moveTo(long newPosition) {
    position = Math.max(position, newPosition);
  }

  /** Adds an event unless it was handed over already. */
  boolean add(FeedEvent event) {
    if (event.position() <= position) {
      return false;
    }
    position = event.position();
    waiting.appendBuffer(event.frame());
    oldest = oldest == null ? event.createdAt() : oldest;
    return true;
  }

  void add(Buffer frame) {
    waiting.appendBuffer(frame);
  }

  /** Hands over what was added; a reader who does not keep up is cut off and may resume. */
  void flush() {
    Buffer ready = waiting;
    Instant since = oldest;
    waiting = Buffer.buffer();
    oldest = null;
    if (ready.length() > 0) {
      loop.runOnContext(_ -> write(ready, since));
    }
  }

  private void write(Buffer ready, @Nullable Instant since) {
    if (response.ended() || response.closed()) {
      return;
    }
    if (unwritten > queueBytes) {
      tooSlow.run();
      close();
      return;
    }
    send(ready);
    if (since != null) {
      shown.accept(since);
    }
  }

  private void send(Buffer ready) {
    int bytes = ready.length();
    unwritten += bytes;
    response.write(ready).onComplete(_ -> written(bytes));
  }

  private void written(int bytes) {
    unwritten -= bytes;
    if (unwritten <= queueBytes && room != null) {
      room.tryComplete();
      room = null;
    }
  }

  /** At once: closing in order would wait for what the reader does not take. */
  private void close() {
    if (stream.request().connection() instanceof ConnectionBase connection
        && stream.request().version() != HttpVersion.HTTP_2) {
      // from the context on: the channel's own way would pass Vert.x, which waits
      var _ = connection.channelHandlerContext().close();
    } else {
      response.reset();
    }
  }

  /** Waits until the reader has taken most of what was handed over. */
  void awaitRoom(Duration atMost) throws TimeoutException, InterruptedException {
    Promise<Void> wanted = Promise.promise();
    loop.runOnContext(
        _ -> {
          if (response.ended() || response.closed()) {
            wanted.tryFail("closed");
          } else if (unwritten <= queueBytes) {
            wanted.tryComplete();
          } else {
            room = wanted;
          }
        });
    try {
      wanted
          .future()
          .toCompletionStage()
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the reader has left", e);
    }
  }

  /** Ends in order; {@code last} tells the reader when to come back. */
  void end(Buffer last) {
    loop.runOnContext(
        _ -> {
          if (!response.ended() && !response.closed()) {
            response.end(last);
            loop.owner().setTimer(END_MILLIS, _ -> closeIfStuck());
          }
        });
  }

  private void closeIfStuck() {
    if (unwritten > 0) {
      close();
    }
  }

  void cutOff() {
    loop.runOnContext(_ -> close());
  }
}
