package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.RecordingRequest;
import cn.siduan.dispatch.platform.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Recordings lie beside the Asterisk that made them; its adapter hands them out piece by piece. */
public final class Recordings {

  /** About an hour. */
  static final int MOST_BYTES = 60_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx;

  public Recordings(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Blocking; call it from a virtual thread. Empty if the file is not there. */
  Optional<byte[]> fetch(String asterisk, boolean message, String file) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < MOST_BYTES) {
      Optional<Buffer> piece =
          ask(asterisk, new RecordingRequest(message, file, all.size(), false));
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      all.writeBytes(piece.get().getBytes());
      if (piece.get().length() < RecordingRequest.PIECE) {
        break;
      }
    }
    return Optional.of(all.toByteArray());
  }

  /** It is gone when this returns. */
  void remove(String asterisk, boolean message, String file) {
    var _ = ask(asterisk, new RecordingRequest(message, file, 0, true));
  }

  /**
   * Empty if there is no such file.
   *
   * @throws IllegalStateException if nobody answers for that Asterisk
   */
  private Optional<Buffer> ask(String asterisk, RecordingRequest request) {
    try {
      return Optional.of(
          vertx
              .eventBus()
              .<Buffer>request(
                  CallAddresses.recordings(asterisk),
                  Json.write(request),
                  new DeliveryOptions().setSendTimeout(PATIENCE.toMillis()))
              .map(Message::body)
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE.toSeconds() + 2, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ReplyException r && r.failureCode() == RecordingRequest.MISSING) {
        return Optional.empty();
      }
      throw new IllegalStateException("no recordings from " + asterisk, e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no recordings from " + asterisk, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
