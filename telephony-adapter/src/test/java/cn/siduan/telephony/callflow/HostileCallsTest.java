package cn.siduan.telephony.callflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.telephony.fixture.AsteriskFixture;
import cn.siduan.telephony.fixture.Hotline;
import cn.siduan.telephony.fixture.SipProbe;
import cn.siduan.telephony.fixture.Sipp;
import cn.siduan.telephony.resync.Watch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes from outside and wishes no good; afterwards the next caller is served as ever. */
@Tag("asterisk")
class HostileCallsTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger(100);

  private static Hotline hotline;

  @BeforeAll
  static void start() throws Exception {
    hotline = Hotline.start(2);
  }

  @AfterAll
  static void stop() {
    hotline.close();
  }

  private static Sipp call(String number, String keys, int milliseconds) {
    return hotline.call("caller.xml", number, milliseconds, "-key", "keys", keys);
  }

  private static String number() {
    return "13920000" + NUMBERS.incrementAndGet();
  }

  @AfterEach
  void the_next_caller_is_served_as_ever() {
    String number = number();
    Sipp caller = call(number, "", 1000);
    CallEvent.Arrived arrived = hotline.arrived(number);
    caller.await();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(hotline.core.of(CallEvent.Ended.class, arrived.callId())).hasSize(1));
  }

  private static SipProbe trunk() {
    return new SipProbe("127.0.0.1", hotline.asterisk.settings().sip().port());
  }

  private static String sdp() {
    return "v=0\r\no=x 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + "m=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
  }

  private static List<Integer> invite(SipProbe probe, String from, String headers, String body) {
    return probe.send("INVITE", AsteriskFixture.HOTLINE, from, headers, "application/sdp", body);
  }

  @Test
  void a_name_with_line_breaks_and_control_characters_is_only_a_name() {
    List<String> names =
        List.of(
            "Eve\\r\\nAction: Originate\\r\\nChannel: Local/all",
            "Eve\r\n Action: Originate\r\n\tChannel: Local/all",
            "Eve\tTab",
            "Eve\u0001\u0007\u001b[2J",
            "\u00e5\u0088\u0098 ${SHELL(id)} `id` $(id)");
    int answered = 0;
    for (String name : names) {
      String number = number();
      String from = "\"" + name + "\" <sip:" + number + "@127.0.0.1>";
      try (SipProbe probe = trunk()) {
        if (invite(probe, from, "", sdp()).contains(200)) {
          assertThat(hotline.arrived(number).line()).as(name).isEqualTo("main");
          answered++;
        }
      }
    }
    // what is no header at all is refused by Asterisk itself
    assertThat(answered).isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_number_with_line_breaks_tells_the_script_nothing() {
    String number = number();
    try (SipProbe probe = trunk()) {
      invite(
          probe,
          "<sip:" + number + "%0d%0aagi_network_script:%20gone@127.0.0.1>",
          "Diversion: <sip:1%0aagi_arg_1:%209@127.0.0.1>;reason=unconditional\r\n",
          sdp());
    }

    assertThat(hotline.arrived(number).callId()).startsWith("ast1");
  }

  @Test
  void a_label_with_line_breaks_adds_nothing_to_the_command() {
    String number = number();
    Sipp caller = call(number, "", 10_000);
    CallEvent.Arrived arrived = hotline.arrived(number);

    hotline.carryOut(
        new CallCommand.RingOperator(
            arrived.callId(),
            arrived.channel(),
            "8002",
            3,
            5,
            "Eve\r\n\r\nAction: Hangup\r\nChannel: " + arrived.channel() + "\r\n\r\n"));

    assertThat(hotline.awaited(CallEvent.OperatorUnreached.class, arrived.callId())).hasSize(1);
    // not hung up on
    caller.await();
  }

  @Test
  void headers_of_ten_kilobytes_are_survived() {
    try (SipProbe probe = trunk()) {
      invite(
          probe,
          "<sip:" + number() + "@127.0.0.1>",
          "X-Junk: " + "j".repeat(10_240) + "\r\n",
          sdp());
      invite(probe, "\"" + "n".repeat(10_240) + "\" <sip:1@127.0.0.1>", "", sdp());
    }
  }

  @Test
  void malformed_sdp_is_refused() {
    List<String> bodies =
        List.of(
            "v=0",
            "m=audio",
            sdp().replace("m=audio 40000", "m=audio 99999999999"),
            sdp().replace("RTP/AVP 8", "RTP/AVP " + "8 ".repeat(500)),
            "\u0000\u0001\u0002".repeat(100));
    try (SipProbe probe = trunk()) {
      for (String body : bodies.subList(0, 2)) {
        assertThat(invite(probe, "<sip:" + number() + "@127.0.0.1>", "", body))
            .as(body)
            .doesNotContain(200);
      }
      bodies.forEach(body -> invite(probe, "<sip:" + number() + "@127.0.0.1>", "", body));
    }
  }

  @Test
  void garbage_is_not_answered_with_a_call() {
    try (SipProbe probe = trunk()) {
      probe.say("\u0000".repeat(2000));
      probe.say("INVITE\r\n\r\n");
      probe.say("INVITE sip:x SIP/2.0\r\nContent-Length: 99999999\r\n\r\n");
      assertThat(probe.say("BYE sip:x SIP/2.0\r\nCSeq: a b\r\n\r\n")).doesNotContain(200);
    }
  }

  @Test
  void digits_faster_than_they_can_be_read_lose_no_call() {
    String number = number();
    Sipp caller = call(number, "123456789012345678901234567890", 8000);

    caller.await();

    CallEvent.Arrived arrived = hotline.arrived(number);
    assertThat(hotline.core.of(CallEvent.KeyPressed.class, arrived.callId()))
        .isNotEmpty()
        .allMatch(k -> k.key().matches("[0-9]"));
  }

  @Test
  void an_internal_number_from_outside_is_asked_for_its_password() {
    try (SipProbe probe = trunk()) {
      assertThat(invite(probe, "<sip:8001@127.0.0.1>", "", sdp())).contains(401);
      assertThat(hotline.core.of(CallEvent.Arrived.class, e -> e.number().equals("8001")))
          .isEmpty();
    }
  }

  @Test
  void the_trunk_reaches_no_internal_number() {
    try (SipProbe probe = trunk()) {
      for (String target : List.of("8002", "600", "00861012345678")) {
        assertThat(
                probe.send(
                    "INVITE",
                    target,
                    "<sip:" + number() + "@127.0.0.1>",
                    "",
                    "application/sdp",
                    sdp()))
            .as(target)
            .doesNotContain(200);
      }
    }
  }

  @Test
  void a_scanner_finds_no_way_in() {
    try (SipProbe probe = new SipProbe("127.0.0.2", hotline.asterisk.settings().sip().port())) {
      for (int extension = 8000; extension < 8010; extension++) {
        String from = "<sip:" + extension + "@127.0.0.1>";
        assertThat(probe.send("REGISTER", "" + extension, from, "", "", "")).doesNotContain(200);
        assertThat(invite(probe, from, "", sdp())).doesNotContain(200);
      }
      assertThat(invite(probe, "<sip:anyone@127.0.0.1>", "", sdp())).doesNotContain(200);
    }
  }

  private static Socket agiPeer() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), hotline.asterisk.settings().agi().port());
  }

  @Test
  void a_script_nobody_knows_does_nothing() throws IOException {
    try (Socket peer = agiPeer()) {
      peer.setSoTimeout(10_000);
      peer.getOutputStream()
          .write(
              """
              agi_network: yes
              agi_network_script: java.lang.Runtime?exec=true
              agi_request: agi://127.0.0.1/java.lang.Runtime?exec=true
              agi_channel: PJSIP/x
              agi_uniqueid: hostile-1

              """
                  .getBytes(StandardCharsets.UTF_8));
      // the variable it asks for is not there; after that it hangs up
      peer.getOutputStream().write("200 result=0\n".repeat(5).getBytes(StandardCharsets.UTF_8));
      while (peer.getInputStream().read() >= 0) {
        // until it is closed
      }
    }
    assertThat(hotline.core.of(CallEvent.Ended.class, "hostile-1")).isEmpty();
  }

  @Test
  void peers_that_never_speak_keep_nobody_out() throws IOException {
    List<Socket> peers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      peers.add(agiPeer());
    }
    the_next_caller_is_served_as_ever();
    for (Socket peer : peers) {
      peer.close();
    }
  }

  @Test
  void a_caller_whose_script_is_never_answered_is_taken_back_to_waiting() throws Exception {
    String number = number();
    hotline.stopScripts();
    List<AsteriskSnapshot> shown = new CopyOnWriteArrayList<>();
    try (Watch watch = new Watch(hotline.asterisk.settings(), 1, shown::add, Clock.systemUTC());
        Socket script = enteredInVain(number)) {
      watch.look(hotline.ami);
      assertThat(shown.getLast().callers())
          .anyMatch(c -> c.number().equals(number) && c.line().equals("main"));
      hotline.startScripts();
      watch.look(hotline.ami);
      await()
          .atMost(Duration.ofSeconds(45))
          .until(
              () ->
                  !hotline
                      .core
                      .of(CallEvent.StillWaiting.class, e -> e.number().equals(number))
                      .isEmpty());
      assertThat(script.isClosed()).isFalse();
    }
  }

  /**
   * The script of somebody who calls reaches a server that accepts and never says a word. Who is
   * still waiting from tests before may come there first, and is kept as well.
   */
  private static Socket enteredInVain(String number) throws IOException {
    int port = hotline.asterisk.settings().agi().port();
    try (ServerSocket silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      silent.setSoTimeout(20_000);
      call(number, "", 50_000);
      Socket peer = silent.accept();
      while (!isAbout(peer, number)) {
        peer = silent.accept();
      }
      return peer;
    }
  }

  private static boolean isAbout(Socket peer, String number) throws IOException {
    peer.setSoTimeout(10_000);
    BufferedReader said =
        new BufferedReader(
            new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String line = said.readLine(); line != null && !line.isEmpty(); line = said.readLine()) {
      if (line.equals("agi_callerid: " + number)) {
        return true;
      }
    }
    return false;
  }
}
