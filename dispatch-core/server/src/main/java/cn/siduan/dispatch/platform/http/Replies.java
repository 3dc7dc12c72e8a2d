package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes answers and problems, the latter in the caller's language. On the event loop. */
public final class Replies {

  static final String REQUEST_ID = "siduan.request";

  private Replies() {}

  static Locale language(RoutingContext context) {
    return language(context.request());
  }

  static Locale language(HttpServerRequest request) {
    String accept = request.getHeader("Accept-Language");
    return accept == null ? ProblemTexts.CHINESE : ProblemTexts.language(accept);
  }

  static String requestId(RoutingContext context) {
    @Nullable String id = context.get(REQUEST_ID);
    return id == null ? "" : id;
  }

  /** For every handler, also outside the API (streams, files). */
  public static void reply(RoutingContext context, Problem problem) {
    reply(context, problemReply(context, problem));
  }

  static ApiReply problemReply(RoutingContext context, Problem problem) {
    return problemReply(problem, context.request(), requestId(context));
  }

  static ApiReply problemReply(Problem problem, HttpServerRequest request, String requestId) {
    Locale language = language(request);
    boolean question = request.method().equals(HttpMethod.GET);
    byte[] body = Json.writeBytes(ProblemTexts.render(problem, language, requestId, question));
    ApiReply reply =
        new ApiReply(problem.status(), "application/problem+json", body, null, null, List.of())
            .header("Content-Language", language.toLanguageTag());
    Object wait = problem.extensions().get("retry_after_seconds");
    return wait == null ? reply : reply.header("Retry-After", wait.toString());
  }

  static void reply(RoutingContext context, ApiReply reply) {
    write(context.response(), reply);
  }

  static void write(HttpServerResponse response, ApiReply reply) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    if (reply.location() != null) {
      response.putHeader("Location", reply.location());
    }
    if (reply.etag() != null) {
      response.putHeader("ETag", "\"" + reply.etag() + "\"");
    }
    reply
        .headers()
        .forEach(
            h -> {
              if (h.getKey().equals("Cache-Control")) {
                response.putHeader(h.getKey(), h.getValue());
              } else {
                response.headers().add(h.getKey(), h.getValue());
              }
            });
    if (reply.body().length == 0) {
      response.end();
    } else {
      response.putHeader("Content-Type", reply.mediaType()).end(Buffer.buffer(reply.body()));
    }
  }
}
