package cn.siduan.dispatch.platform.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.UUID;

/** Requests that are answered before any route sees them: what cannot be read, or not in time. */
final class EarlyRefusals {

  private EarlyRefusals() {}

  /** What Vert.x cannot read; it closes the connection afterwards. */
  static void unreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Problem problem =
        cause instanceof TooLongHttpLineException
            ? Problem.of(414, "address-too-long").with("limit", HttpEndpoint.MOST_REQUEST_LINE)
            : cause instanceof TooLongHttpHeaderException
                ? Problem.of(431, "header-too-large").with("limit", HttpEndpoint.MOST_HEADER)
                : Problem.of(400, "malformed");
    answer(request, problem);
  }

  /** RFC 9112, 3.2: without exactly one Host it is refused. HTTP/1.0 knows none. */
  static boolean lacksHost(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && (request.authority() == null || request.headers().getAll("Host").size() != 1);
  }

  static void withoutHost(HttpServerRequest request) {
    answer(request, Problem.of(400, "no-host"));
  }

  /** The rest of the body would be taken for the next request: the connection ends here. */
  static void tooLate(HttpServerRequest request) {
    if (request.response().headWritten() || request.response().ended()) {
      request.connection().close();
    } else {
      answer(request, Problem.of(408, "slow-body"));
      request.connection().close();
    }
  }

  private static void answer(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    String id = UUID.randomUUID().toString();
    response
        .putHeader("X-Request-Id", id)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Connection", "close");
    Replies.write(response, Replies.problemReply(problem, request, id));
  }
}
