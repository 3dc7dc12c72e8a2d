package cn.siduan.telephony.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.telephony.fixture.RecordingCore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The FastAGI port, spoken to by something that is no Asterisk. */
class HostileScriptsTest {

  private static final List<String> SCRIPTS =
      List.of("enter", "tick", "key", "number", "accept", "parted", "rated", "reply", "gone", "x");
  private static final int MOST_ANSWERS = 12;
  private static final int READ_MILLIS = 200;

  private static final RecordingCore CORE = new RecordingCore();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static AgiServer server;
  private static int port;

  @BeforeContainer
  static void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    CORE.answer(_ -> new CallReply(false, List.of(), CallReply.Next.WAIT, "zh-CN", false, false));
    server =
        new AgiServer(
            "127.0.0.1",
            port,
            new IvrScripts("ast1", CORE, null, Path.of("recordings"), Clock.systemUTC()));
    await().until(HostileScriptsTest::isOpen);
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  private static boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void whatever_is_said_to_it_the_next_call_is_served(
      @ForAll("requests") String request, @ForAll("answers") List<String> answers) {
    converse(request, answers);

    String call = "ast1-" + CALLS.incrementAndGet() + ".1";
    converse(honest("gone", call, "13800000000"), List.of("200 result=0", "200 result=1"));
    await().until(() -> CORE.of(CallEvent.Ended.class, call).size() == 1);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void a_number_that_reaches_the_core_is_of_digits_whatever_the_network_says(
      @ForAll String caller) {
    String call = "ast1-" + CALLS.incrementAndGet() + ".1";
    converse(honest("tick", call, caller.replaceAll("\\R", " ")), List.of("200 result=0"));
    await().until(() -> CORE.of(CallEvent.StillWaiting.class, call).size() == 1);
    assertThat(CORE.of(CallEvent.StillWaiting.class, call).getFirst().number())
        .matches("[0-9+]{0,20}");
  }

  /** Sends a request, and an answer for each command that comes back. */
  private static void converse(String request, List<String> answers) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      if (!request.endsWith("\n\n")) {
        return;
      }
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 0; i < MOST_ANSWERS && in.readLine() != null; i++) {
        String answer = answers.isEmpty() ? "200 result=0" : answers.get(i % answers.size());
        out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException _) {
      // it hung up first, or waits for more of what makes no sense
    }
  }

  private static String honest(String script, String call, String caller) {
    return """
    agi_network: yes
    agi_network_script: %s
    agi_request: agi://127.0.0.1/%s
    agi_channel: PJSIP/city-00000001
    agi_language: en
    agi_type: PJSIP
    agi_uniqueid: %s
    agi_version: 22.10.1
    agi_callerid: %s
    agi_context: wait
    agi_extension: s
    agi_priority: 1
    agi_enhanced: 0.0

    """
        .formatted(script, script, call, caller);
  }

  @Provide
  Arbitrary<String> requests() {
    Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(400);
    Arbitrary<String> lines =
        Arbitraries.strings()
            .ofMaxLength(40)
            .map(s -> "agi_" + s.replace("\n", ""))
            .list()
            .ofMaxSize(30)
            .map(l -> String.join("\n", l) + "\n\n");
    Arbitrary<String> spoilt =
        Arbitraries.of(SCRIPTS)
            .flatMap(
                script ->
                    Arbitraries.strings()
                        .ofMaxLength(60)
                        .flatMap(
                            with ->
                                Arbitraries.integers()
                                    .between(0, 200)
                                    .map(at -> spoil(honest(script, "ast1-0.0", "1"), at, with))));
    return Arbitraries.oneOf(noise, lines, spoilt);
  }

  private static String spoil(String request, int at, String with) {
    return request.substring(0, at) + with + request.substring(at);
  }

  @Provide
  Arbitrary<List<String>> answers() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(80),
            Arbitraries.of(
                "200 result=1 (x)",
                "200 result=-1",
                "510 Invalid or unknown command",
                "520-Invalid command syntax.  Proper usage follows:",
                "HANGUP",
                "200 result=99999999999999999999 (",
                "511 Command Not Permitted on a dead channel"))
        .map(s -> s.replace("\n", "").replace("\r", ""))
        .list()
        .ofMaxSize(6);
  }
}
