package cn.siduan.standalone;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings.Address;
import cn.siduan.telephony.asterisk.AsteriskSettings.Hotline;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import cn.siduan.telephony.asterisk.AsteriskSettings.Trunk;
import cn.siduan.telephony.asterisk.AsteriskSettings.Waiting;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The demo's telephone: one Asterisk on this machine, a hotline and eight telephones. */
final class DemoPhone {

  static final String HOTLINE = "12349";
  static final int PHONES = 8;
  static final String BROWSER_PHONES = "8101-8104";
  private static final int BROWSERS = 4;

  private static final String HOST = "127.0.0.1";
  private static final int SIP = 5060;
  private static final int RTP = 17_000;
  private static final int RTP_PORTS = 400;

  private DemoPhone() {}

  /**
   * @param password of all telephones, the one people log in with
   * @param webPort where browser phones come in
   */
  static AsteriskSettings settings(Path folder, String amiSecret, String password, int webPort) {
    int sip = isFree(SIP) ? SIP : freePort();
    return new AsteriskSettings(
        "demo",
        folder.resolve("etc"),
        folder.resolve("state"),
        new Address(HOST, sip),
        new Address(HOST, webPort),
        new Address(HOST, freePort()),
        new Address(HOST, freePort()),
        "siduan",
        amiSecret,
        RTP,
        RTP + RTP_PORTS - 1,
        RTP_PORTS / 2,
        Waiting.defaults(),
        List.of(new Hotline(HOTLINE, "main")),
        // SIPp plays the telephone network; nothing leaves this machine
        List.of(new Trunk("city", HOST, freePort(), List.of(HOST), "", "")),
        Stream.concat(
                phones("800", "Desk ", PHONES, password, false),
                phones("810", "Browser ", BROWSERS, password, true))
            .toList());
  }

  private static Stream<Phone> phones(
      String digits, String label, int count, String password, boolean browser) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> new Phone(digits + n, label + n, password, browser));
  }

  /** Where a page of this machine finds the browser phones. */
  static String websocket(int webPort) {
    return "ws://" + HOST + ":" + webPort + "/ws";
  }

  private static boolean isFree(int port) {
    try (DatagramSocket udp =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return udp.isBound() && tcp.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotStart("No port is free on this machine.", e);
    }
  }
}
