package cn.siduan.dispatch.platform.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes the connections of one event loop that take longer than {@link ReceiveLimits} for what
 * they send: who sends a byte now and then is never silent, and would stay for hours.
 *
 * <p>Looks at all of them now and then instead of setting a timer for each request. Touched only on
 * its event loop.
 */
final class SlowConnections {

  private static final long MOST_MILLIS_BETWEEN_LOOKS = 1000;

  private final ReceiveLimits limits;
  private final Handler<HttpServerRequest> tooLate;
  private final IdentityHashMap<HttpConnection, Seen> open = new IdentityHashMap<>();

  /** What a connection is at, and since when ({@link System#nanoTime}). */
  private static final class Seen {
    private long since = System.nanoTime();
    private @Nullable HttpServerRequest request;
    private boolean answered;

    private void at(@Nullable HttpServerRequest next, boolean isAnswered) {
      since = System.nanoTime();
      request = next;
      answered = isAnswered;
    }
  }

  /**
   * @param tooLate answers a request whose body does not come; its connection is closed then
   */
  SlowConnections(ReceiveLimits limits, Handler<HttpServerRequest> tooLate) {
    this.limits = limits;
    this.tooLate = tooLate;
  }

  void watch(Vertx vertx) {
    long often = Math.max(1, Math.min(MOST_MILLIS_BETWEEN_LOOKS, limits.header().toMillis() / 4));
    vertx.setPeriodic(often, _ -> look());
  }

  void connected(HttpConnection connection) {
    open.put(connection, new Seen());
    connection.closeHandler(_ -> open.remove(connection));
  }

  void began(HttpServerRequest request) {
    Seen seen = open.get(request.connection());
    if (seen != null) {
      seen.at(request, false);
    }
  }

  private void look() {
    List.copyOf(open.entrySet()).forEach(e -> look(e.getKey(), e.getValue()));
  }

  private void look(HttpConnection connection, Seen seen) {
    Duration since = Duration.ofNanos(System.nanoTime() - seen.since);
    HttpServerRequest request = seen.request;
    if (request == null) {
      if (since.compareTo(limits.header()) > 0) {
        connection.close();
      }
    } else if (!request.isEnded()) {
      if (limits.bodyLate(since, request.bytesRead())) {
        tooLate.handle(request);
      }
    } else if (!request.response().ended()) {
      return;
    } else if (!seen.answered) {
      seen.at(request, true);
    } else if (limits.nextLate(since, request.response().bytesWritten())) {
      connection.close();
    }
  }
}
