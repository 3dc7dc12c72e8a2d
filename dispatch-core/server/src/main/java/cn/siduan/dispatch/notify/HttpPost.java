package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.notify.Delivery.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Posts JSON and reads no more of the answer than its status. */
final class HttpPost implements AutoCloseable {

  private final HttpClient client;
  private final Duration timeout;

  HttpPost(Duration timeout) {
    this.timeout = timeout;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            // whoever gets our messages is who was named, not who they point to
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  Outcome post(String url, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "siduan")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      response.body().close();
      return outcome(response.statusCode());
    } catch (IOException e) {
      return new Outcome.TryAgain(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.TryAgain("interrupted");
    }
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
    client.shutdownNow();
  }
}
