package cn.siduan.bench.load;

import cn.siduan.dispatch.platform.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The public API, as browsers call it. One event loop carries all of it: the product needs the
 * cores.
 */
public final class Api implements AutoCloseable {

  private static final String PREFIX = "/api/v1";
  private static final int CONNECTIONS = 256;
  private static final long TIMEOUT_MILLIS = 60_000;

  /** What came back. */
  public record Answer(int status, Buffer body, String cookie) {
    public boolean ok() {
      return status < 300;
    }
  }

  private final Vertx vertx;
  private final HttpClient requests;
  private final HttpClient streams;

  public Api(Vertx vertx, String url) {
    this.vertx = vertx;
    URI server = URI.create(url);
    HttpClientOptions options =
        new HttpClientOptions()
            .setDefaultHost("127.0.0.1")
            .setDefaultPort(server.getPort())
            .setTcpNoDelay(true)
            .setKeepAliveTimeout(120);
    requests = vertx.createHttpClient(options, pool(CONNECTIONS));
    streams = vertx.createHttpClient(options, pool(5000));
  }

  private static PoolOptions pool(int most) {
    return new PoolOptions().setHttp1MaxSize(most).setMaxWaitQueueSize(-1).setEventLoopSize(1);
  }

  Vertx vertx() {
    return vertx;
  }

  /** A command under a key of its own. */
  public Future<Answer> post(Browser by, String path, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setURI(PREFIX + path)
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("Content-Type", "application/json")
            .putHeader("Cookie", by.cookie())
            .putHeader("X-CSRF-Token", by.csrf())
            .putHeader("Idempotency-Key", key());
    return send(options, body);
  }

  /** Each log-in comes from an address of its own, as it would in a district. */
  public Future<Browser> logIn(String login, String password, int number) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setURI(PREFIX + "/login")
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("Content-Type", "application/json")
            .putHeader("Idempotency-Key", key())
            .putHeader(
                "X-Forwarded-For", "10.%d.%d.1".formatted(number / 250 + 1, number % 250 + 1));
    Buffer body = Buffer.buffer(Json.write(Map.of("login", login, "password", password)));
    return send(options, body)
        .map(
            answer -> {
              if (!answer.ok()) {
                throw new IllegalStateException(login + ": " + answer.status() + answer.body());
              }
              return new Browser(
                  login,
                  answer.cookie(),
                  Json.tree(answer.body().toString()).path("csrf_token").asText());
            });
  }

  /** A live stream; its head has come when the future completes. */
  Future<HttpClientResponse> live(Browser by) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setURI(PREFIX + "/live")
            .putHeader("Cookie", by.cookie());
    return streams
        .request(options)
        .compose(request -> request.send())
        .map(
            response -> {
              if (response.statusCode() != 200) {
                throw new IllegalStateException("/live answered " + response.statusCode());
              }
              return response;
            });
  }

  private Future<Answer> send(RequestOptions options, Buffer body) {
    return requests
        .request(options)
        .compose(request -> request.send(body))
        .compose(
            response ->
                response.body().map(b -> new Answer(response.statusCode(), b, session(response))));
  }

  private static String session(HttpClientResponse response) {
    return response.cookies().stream()
        .filter(c -> c.startsWith("siduan_session=") || c.startsWith("__Host-siduan_session="))
        .map(c -> c.substring(0, c.indexOf(';')))
        .findFirst()
        .orElse("");
  }

  private static String key() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  @Override
  public void close() {
    streams.close().await();
    requests.close().await();
  }
}
