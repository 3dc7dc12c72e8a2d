package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.HeaderAuthenticator;
import cn.siduan.dispatch.platform.Json;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Requests that no operation is ever asked for, and callers who leave. */
class EarlyRefusalsTest {

  private static final String HOST = "Host: x\r\nAccept-Language: en\r\n";
  private static final Actor OPERATOR = Actor.staff(Role.OPERATOR, 11, "op");

  private static ApiFixture api;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void an_address_too_long_is_told_so_in_a_problem_document() throws IOException {
    assertThat(answer("GET /api/v1/orders?phone=" + "1".repeat(9000) + " HTTP/1.1\r\n" + HOST))
        .contains(" 414 ")
        .contains("application/problem+json", "problem:address-too-long", "8192", "nosniff")
        .containsIgnoringCase("X-Request-Id: ");
  }

  @Test
  void a_header_too_large_is_told_so_in_a_problem_document() throws IOException {
    assertThat(
            answer("GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n"))
        .contains(" 431 ")
        .contains("application/problem+json", "problem:header-too-large", "16384");
  }

  @Test
  void what_is_not_http_is_told_so_in_a_problem_document() throws IOException {
    assertThat(answer("GET /api/v1/orders\r\n" + HOST))
        .contains(" 400 ")
        .contains("application/problem+json");
  }

  @Test
  void a_request_without_host_is_refused_and_no_error_of_ours() throws IOException {
    List<ILoggingEvent> told =
        logged(
            () -> {
              assertThat(answer("GET / HTTP/1.1\r\nAccept-Language: en\r\n"))
                  .startsWith("HTTP/1.1 400")
                  .contains("problem:no-host", "Maybe add it");
              assertThat(answer("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n"))
                  .startsWith("HTTP/1.1 400");
            });
    assertThat(told).isEmpty();
  }

  @Test
  void a_probe_of_http_1_0_needs_no_host() throws IOException {
    assertThat(answer("GET /health/live HTTP/1.0\r\n")).startsWith("HTTP/1.0 200");
  }

  @Test
  void who_hangs_up_in_the_middle_of_a_body_is_no_error_of_ours() throws IOException {
    String header =
        "POST /api/v1/orders HTTP/1.1\r\n"
            + HOST
            + HeaderAuthenticator.HEADER
            + ": "
            + Json.write(OPERATOR)
            + "\r\n"
            + "Idempotency-Key: k\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: 500\r\n\r\n";
    List<ILoggingEvent> told =
        logged(
            () -> {
              for (int i = 0; i < 20; i++) {
                try (RawClient client = new RawClient(port())) {
                  client.send(header + "{\"item_id\":");
                }
              }
              // answered by the same loop, after them
              assertThat(answer("GET /health/live HTTP/1.1\r\n" + HOST)).contains("200 OK");
            });
    assertThat(told).isEmpty();
  }

  @Test
  void an_encoded_body_is_refused_by_its_name() {
    Answer answer =
        api.send(
            OPERATOR,
            api.request(OPERATOR, "/orders")
                .header("Idempotency-Key", "encoded")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(new byte[] {31, -117, 8, 0})),
            "POST",
            "/orders");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.json().path("detail").asText()).contains("\"gzip\"", "Content-Encoding");
    assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
  }

  private interface Doing {
    void run() throws IOException;
  }

  /** What was logged meanwhile as worth somebody's attention. */
  private static List<ILoggingEvent> logged(Doing doing) throws IOException {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    root.addAppender(appender);
    try {
      doing.run();
    } finally {
      root.detachAppender(appender);
    }
    return appender.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.WARN)).toList();
  }

  private static String answer(String header) throws IOException {
    try (RawClient client = new RawClient(port())) {
      return client.send(header + "Connection: close\r\n\r\n").untilClosed();
    }
  }

  private static int port() {
    return api.uri("/").getPort();
  }
}
