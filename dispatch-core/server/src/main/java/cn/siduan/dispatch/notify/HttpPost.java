package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.notify.Delivery.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON and reads no more of the answer than its status. It follows no redirects: whoever gets
 * our messages is who was named, not who they point to.
 */
final class HttpPost implements AutoCloseable {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final HttpClient client;
  private final Duration timeout;

  HttpPost(Vertx vertx, Duration timeout, int atOnce) {
    this(vertx, timeout, atOnce, new HttpClientOptions());
  }

  /**
   * @param options whom to trust; for tests
   */
  HttpPost(Vertx vertx, Duration timeout, int atOnce, HttpClientOptions options) {
    this.timeout = timeout;
    client =
        vertx.createHttpClient(
            options.setConnectTimeout(Math.toIntExact(timeout.toMillis())),
            new PoolOptions().setHttp1MaxSize(atOnce));
  }

  /** To wherever the name leads. */
  Outcome post(URI uri, Map<String, String> headers, byte[] body) {
    return post(uri, null, headers, body);
  }

  /**
   * @param address connected to without looking the name up again; it is the name the certificate
   *     has to be for
   */
  Outcome post(URI uri, @Nullable InetAddress address, Map<String, String> headers, byte[] body) {
    RequestOptions request = options(uri);
    if (address != null) {
      request.setServer(
          SocketAddress.inetSocketAddress(new InetSocketAddress(address, request.getPort())));
    }
    request
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("User-Agent", "siduan");
    headers.forEach(request::putHeader);
    try {
      return outcome(send(request, body));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new Outcome.TryAgain(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private RequestOptions options(URI uri) {
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    int standard = https ? HTTPS : HTTP;
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setSsl(https)
        .setHost(uri.getHost().replaceAll("^\\[|]$", ""))
        .setPort(uri.getPort() == -1 ? standard : uri.getPort())
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setTimeout(timeout.toMillis());
  }

  private int send(RequestOptions request, byte[] body) throws Exception {
    return client
        .request(request)
        .compose(
            open ->
                open.send(Buffer.buffer(body))
                    .map(
                        response -> {
                          int status = response.statusCode();
                          // whatever else it says is not read
                          open.reset();
                          return status;
                        }))
        .await(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
  }

  private static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return new Outcome.Sent();
    }
    boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
    return passing ? new Outcome.TryAgain("HTTP " + status) : new Outcome.Refused("HTTP " + status);
  }

  @Override
  public void close() {
    client.close();
  }
}
