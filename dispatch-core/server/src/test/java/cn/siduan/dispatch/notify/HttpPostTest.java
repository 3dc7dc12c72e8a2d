package cn.siduan.dispatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.notify.Delivery.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted, to the address that was looked at, and to whoever the certificate is of. */
class HttpPostTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private PfxOptions certificate;
  private HttpServer server;
  private String redirect = "";

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Path store = folder.resolve("hook.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hook",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hook.example",
                "-ext",
                "san=dns:hook.example",
                "-validity",
                "36500",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    certificate = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
            .requestHandler(
                request -> {
                  hosts.add(request.authority().toString() + request.uri());
                  if (!redirect.isEmpty()) {
                    request.response().setStatusCode(307).putHeader("Location", redirect);
                  }
                  request.response().end("x".repeat(100_000));
                })
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private Outcome post(HttpClientOptions trust, String host) {
    try (HttpPost http = new HttpPost(vertx, Duration.ofSeconds(5), 4, trust)) {
      return http.post(
          URI.create("https://" + host + ":" + server.actualPort() + "/offers?a=b"),
          InetAddress.getLoopbackAddress(),
          Map.of("X-Siduan-Id", "1"),
          new byte[] {'{', '}'});
    }
  }

  private HttpClientOptions trusting() {
    return new HttpClientOptions().setTrustOptions(certificate);
  }

  @Test
  void it_connects_to_the_address_given_and_names_the_host() {
    assertThat(post(trusting(), "hook.example")).isEqualTo(new Outcome.Sent());
    assertThat(hosts).containsExactly("hook.example:" + server.actualPort() + "/offers?a=b");
  }

  @Test
  void a_certificate_of_somebody_else_is_not_believed() {
    assertThat(post(trusting(), "other.example")).isInstanceOf(Outcome.TryAgain.class);
    assertThat(post(new HttpClientOptions(), "hook.example")).isInstanceOf(Outcome.TryAgain.class);
    assertThat(hosts).isEmpty();
  }

  @Test
  void a_redirect_is_not_followed() {
    redirect = "https://hook.example:" + server.actualPort() + "/elsewhere";
    assertThat(post(trusting(), "hook.example")).isEqualTo(new Outcome.Refused("HTTP 307"));
    assertThat(hosts).hasSize(1);
  }
}
