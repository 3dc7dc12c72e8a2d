package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsolePagesTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpEndpoint endpoint;

  @BeforeAll
  static void start() {
    endpoint = new HttpEndpoint(VERTX, HttpSettings.local());
    endpoint.everyAnswer(headers -> SecurityHeaders.add(headers, false));
    endpoint.mount(new ConsolePages("/screens-of-test", "wss://phone.example.cn")::mount);
    endpoint.start();
  }

  @AfterAll
  static void stop() {
    endpoint.close();
    VERTX.close().await();
  }

  @Test
  void each_kind_of_reader_has_its_page_at_whatever_depth() {
    assertThat(get("/").body()).contains("<title>resident</title>");
    assertThat(get("/track/abc").body()).contains("<title>resident</title>");
    assertThat(get("/console").body()).contains("<title>console</title>");
    assertThat(get("/console/operator/orders/123").body()).contains("<title>console</title>");
    assertThat(get("/visit/today").body()).contains("<title>visit</title>");
  }

  @Test
  void every_page_gets_a_nonce_of_its_own_and_its_policy_allows_that_one_only() {
    HttpResponse<String> first = get("/console");
    HttpResponse<String> second = get("/console");
    String nonce = first.body().replaceAll("(?s).*nonce=\"([^\"]+)\".*", "$1");
    String policy = first.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(nonce).hasSize(24);
    assertThat(policy).contains("'nonce-" + nonce + "'").doesNotContain("unsafe");
    assertThat(policy).contains("connect-src 'self' wss://phone.example.cn;");
    assertThat(second.body()).doesNotContain(nonce);
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @Test
  void an_asset_is_kept_for_ever_and_comes_compressed_to_whoever_can_read_that() {
    HttpResponse<String> plain = get("/assets/app-1a2b.js");
    assertThat(plain.body()).isEqualTo("console.log('plain')\n");
    assertThat(plain.headers().firstValue("Cache-Control")).get().asString().contains("immutable");
    HttpResponse<String> packed = get("/assets/app-1a2b.js", "Accept-Encoding", "br, gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    String tag = plain.headers().firstValue("ETag").orElseThrow();
    assertThat(get("/assets/app-1a2b.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("/app.webmanifest").headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @Test
  void what_is_not_in_the_list_is_not_there() {
    assertThat(get("/assets/app-0000.js").statusCode()).isEqualTo(404);
    assertThat(get("/assets/..%2f..%2fdispatch-api.yaml").statusCode()).isEqualTo(404);
    assertThat(get("/console.html").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
