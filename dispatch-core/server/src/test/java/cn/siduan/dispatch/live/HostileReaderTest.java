package cn.siduan.dispatch.live;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.HeaderAuthenticator;
import cn.siduan.dispatch.fixture.LiveReader;
import cn.siduan.dispatch.platform.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The live stream, asked for by something that is no browser. */
class HostileReaderTest {

  private static final int READ_MILLIS = 5_000;

  private static ApiFixture api;
  private static District district;

  @BeforeContainer
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
  }

  @AfterContainer
  static void stop() {
    api.close();
  }

  /** Browsers send back what we said, anything may stand there; bytes go out as they are. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void a_position_is_taken_or_refused_and_never_a_failure(
      @ForAll("positions") String header, @ForAll("positions") String parameter)
      throws IOException {
    String status =
        ask(
            "GET /api/v1/live?last_event_id="
                + parameter
                + " HTTP/1.1\r\nHost: here\r\n"
                + HeaderAuthenticator.HEADER
                + ": "
                + Json.write(OPERATOR).replaceAll("[^ -~]", "?")
                + "\r\nLast-Event-ID: "
                + header
                + "\r\n\r\n");
    assertThat(status).matches("|HTTP/1\\.[01] (200|400|414|429|431|503) .*");
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void whatever_is_no_request_is_refused_and_screens_go_on(@ForAll("noise") String noise)
      throws IOException {
    assertThat(ask(noise + "\r\n\r\n")).doesNotContain("HTTP/1.1 500", "HTTP/1.0 500");
  }

  @AfterProperty
  void an_honest_reader_is_told_all_the_same() {
    try (LiveReader reader = LiveReader.open(api.uri("/"), OPERATOR, null)) {
      await().until(() -> !reader.everything().isEmpty());
      api.post(OPERATOR, "/orders", district.order());
      await().until(() -> !reader.told().isEmpty());
    }
  }

  /** The first line of the answer; empty where the connection was closed without one. */
  private static String ask(String request) throws IOException {
    URI uri = api.uri("/");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(READ_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      // it need not wait for more of a request that makes no sense
      socket.shutdownOutput();
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
              .readLine();
      return line == null ? "" : line;
    } catch (SocketException _) {
      return "";
    }
  }

  @Provide
  Arbitrary<String> positions() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40).map(s -> s.replaceAll("[\r\n]", "")),
        Arbitraries.strings().numeric().ofMaxLength(25),
        Arbitraries.of(
            "",
            "-1",
            "0",
            "9223372036854775807",
            "999999999999999999",
            "1e9",
            "%00",
            "null",
            "１２３",
            "1, 2",
            " 7 ",
            "0x10"),
        Arbitraries.strings()
            .ascii()
            .ofMinLength(9_000)
            .ofMaxLength(9_100)
            .map(s -> s.replaceAll("[\r\n]", "")));
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(300),
        Arbitraries.of(
            "GET /api/v1/live HTTP/9.9",
            "GET /api/v1/live",
            "PRI * HTTP/2.0\r\n\r\nSM",
            "GET http://elsewhere/api/v1/live HTTP/1.1\r\nHost: a\r\nHost: b",
            "GET /api/v1/live HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Transfer-Encoding: chunked\r\n"
                + "Content-Length: 5",
            "POST /api/v1/live HTTP/1.1\r\nHost: a\r\nContent-Length: -1",
            "GET /api/v1/live HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade"),
        Arbitraries.strings()
            .ofMaxLength(40)
            .list()
            .ofMaxSize(10)
            .map(l -> "GET /api/v1/live HTTP/1.1\r\n" + String.join("\r\n", l)));
  }
}
