package cn.siduan.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** An operator as the public API sees one. Whatever is not acknowledged is sent again. */
final class OperatorClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A password is costly to check, and the machine may be busy. */
  private static final Duration OF_LOGGING_IN = Duration.ofSeconds(60);

  private static final Duration TRY_AGAIN = Duration.ofMillis(500);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String base;
  private final String extension;
  private final String cookie;
  private final String csrf;

  /**
   * @param extension the operator's telephone, and the log-in
   */
  OperatorClient(String url, String extension, String password)
      throws IOException, InterruptedException {
    base = url + "/api/v1";
    this.extension = extension;
    HttpResponse<String> session =
        client.send(
            request("/login")
                .timeout(OF_LOGGING_IN)
                .header("Idempotency-Key", key())
                .POST(body(Map.of("login", extension, "password", password)))
                .build(),
            BodyHandlers.ofString());
    cookie =
        session
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow(() -> new IllegalStateException(session.body()))
            .replaceAll(";.*", "");
    csrf = JSON.readTree(session.body()).path("csrf_token").asText();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher body(Object what) {
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(what));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  /** OFFLINE waits until a call that is just ending has ended. */
  void presence(String state) throws InterruptedException {
    var _ = acknowledged("PUT", "/presence", Map.of("state", state, "extension", extension));
  }

  /**
   * @return its number
   */
  String order(long item, String number) throws InterruptedException {
    Map<String, Object> order =
        Map.of(
            "item_id",
            item,
            "channel",
            "PHONE",
            "contact_name",
            "刘桂英",
            "contact_phone",
            number,
            "address",
            "柳荫社区3号楼2单元501",
            "summary",
            "厨房打扫",
            "despite_duplicates",
            true);
    return acknowledged("POST", "/orders", order).path("number").asText();
  }

  void wrapUp(String call, String order) throws InterruptedException {
    var _ =
        acknowledged(
            "POST",
            "/calls/" + call + "/wrap-up",
            Map.of("outcome", "ORDER", "order_number", order));
  }

  /** Under one key until it is answered well; what is never going to be is given up. */
  private JsonNode acknowledged(String method, String path, Object what)
      throws InterruptedException {
    HttpRequest request =
        request(path)
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .header("Idempotency-Key", key())
            .method(method, body(what))
            .build();
    String last = "";
    for (int attempt = 0; attempt < 240; attempt++) {
      try {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          return JSON.readTree(answer.body());
        }
        last = answer.statusCode() + " " + answer.body();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(TRY_AGAIN);
    }
    throw new IllegalStateException(method + " " + path + " is not acknowledged: " + last);
  }

  Stream<String> live() throws IOException, InterruptedException {
    HttpResponse<Stream<String>> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(base + "/live"))
                .header("Cookie", cookie)
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no live stream: " + answer.statusCode());
    }
    return answer.body();
  }
}
