package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sends a little now and then is never silent; only a limit on the whole ends it. */
class SlowConnectionsTest {

  private static final Duration TICK = Duration.ofMillis(20);

  /** A body of 1,000 bytes may thus take two seconds more. */
  private static final ReceiveLimits SHORT =
      new ReceiveLimits(
          Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(800), 500);

  private final Vertx vertx = Vertx.vertx();
  private final HttpEndpoint http = new HttpEndpoint(vertx, HttpSettings.local().with(SHORT));

  @BeforeEach
  void start() {
    http.mount(
        routes -> {
          routes.post("/body").handler(BodyHandler.create(false));
          routes.post("/body").handler(c -> c.end("read " + c.body().length()));
          routes.get("/now").handler(c -> c.end("now"));
          routes.get("/late").handler(c -> vertx.setTimer(1500, _ -> c.end("late")));
        });
    http.start();
  }

  @AfterEach
  void stop() {
    http.close();
    vertx.close().await();
  }

  @Test
  void a_header_that_comes_a_byte_at_a_time_is_given_up() throws IOException {
    try (RawClient client = client().send("GET /now HTTP/1.1\r\nHost: x\r\nX: ")) {
      await().pollInterval(TICK).until(() -> !client.dribble("a"));
    }
  }

  @Test
  void a_connection_that_says_nothing_is_given_up() throws IOException {
    try (RawClient client = client()) {
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void a_body_that_comes_a_byte_at_a_time_is_refused_in_words_and_its_connection_closed()
      throws IOException {
    try (RawClient client = client().send(post(500))) {
      await().pollInterval(TICK).until(() -> !client.dribble("a"));
      assertThat(client.untilClosed())
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json", "urn:siduan:problem:slow-body");
    }
  }

  @Test
  void a_body_that_makes_way_may_take_longer_than_a_small_one() throws IOException {
    long began = System.nanoTime();
    try (RawClient client = client().send(post(1000))) {
      // 990 bytes at once earn two seconds; the last ten come one by one
      client.send("a".repeat(990));
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !client.dribble("b") || System.nanoTime() - began > 900_000_000L);
      client.send("c".repeat(10));
      assertThat(client.untilClosed()).startsWith("HTTP/1.1 200").contains("read 1000");
    }
  }

  @Test
  void the_header_of_a_later_request_is_given_up_too() throws IOException {
    try (RawClient client =
        client().send("GET /now HTTP/1.1\r\nHost: x\r\n\r\nGET /now HTTP/1.1\r\nX: ")) {
      assertThat(client.untilClosed()).containsOnlyOnce("HTTP/1.1 200");
    }
  }

  @Test
  void an_answer_may_take_its_time() throws IOException {
    try (RawClient client = client().send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(client.untilClosed()).contains("HTTP/1.1 200", "late");
    }
  }

  private RawClient client() throws IOException {
    return new RawClient(http.port());
  }

  private static String post(int length) {
    return "POST /body HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }
}
