package cn.siduan.standalone;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings.Address;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import cn.siduan.telephony.asterisk.AsteriskSettings.Trunk;
import cn.siduan.telephony.asterisk.Peers;
import cn.siduan.telephony.asterisk.TelephonyFile;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The Asterisks of config/telephony.yaml, as the district would have them, but in the demo's own
 * folder and on ports that are free.
 */
final class DemoPhone {

  private final Path folder;
  private final boolean anyPorts;

  /**
   * @param folder for Asterisk's files
   * @param anyPorts whether the ports of the file are left to others even where they are free
   */
  DemoPhone(Path folder, boolean anyPorts) {
    this.folder = folder;
    this.anyPorts = anyPorts;
  }

  /**
   * @param secrets where the environment gives none: of the manager, and of desk phones
   * @throws IllegalArgumentException naming every fault of the file
   */
  List<AsteriskSettings> read(Path config, Map<String, String> environment, SecretsFile secrets) {
    Map<String, String> known = new HashMap<>(environment);
    known.putIfAbsent("AMI_SECRET", secrets.databasePassword());
    known.putIfAbsent("PHONE_SECRET", secrets.demoPassword());
    try {
      return Peers.join(
          TelephonyFile.read(config.resolve("telephony.yaml"), known).stream()
              .map(this::here)
              .toList());
    } catch (IOException e) {
      throw new CannotStart("telephony.yaml cannot be read: " + e.getMessage(), e);
    }
  }

  private AsteriskSettings here(AsteriskSettings file) {
    Path own = folder.resolve(file.name());
    return new AsteriskSettings(
        file.name(),
        own.resolve("etc"),
        own.resolve("state"),
        free(file.sip()),
        free(file.http()),
        free(file.ami()),
        free(file.agi()),
        file.amiUser(),
        file.amiSecret(),
        file.rtpFirst(),
        file.rtpLast(),
        file.mostCalls(),
        file.waiting(),
        file.hotlines(),
        file.trunks().stream().map(this::free).toList(),
        file.phones());
  }

  private Address free(Address address) {
    return new Address(address.host(), free(address.host(), address.port()));
  }

  /** SIPp plays a telephone network on this machine; any other is where it is. */
  private Trunk free(Trunk trunk) {
    return trunk.host().startsWith("127.")
        ? new Trunk(
            trunk.name(),
            trunk.host(),
            free(trunk.host(), trunk.port()),
            trunk.addresses(),
            trunk.user(),
            trunk.secret())
        : trunk;
  }

  private int free(String host, int port) {
    return !anyPorts && isFree(host, port) ? port : freePort();
  }

  /** The first that has browser phones; null if none has. */
  static String websocket(List<AsteriskSettings> asterisks) {
    return asterisks.stream()
        .filter(a -> a.phones().stream().anyMatch(Phone::browser))
        .findFirst()
        .map(a -> "ws://" + a.http().host() + ":" + a.http().port() + "/ws")
        .orElse("");
  }

  /** From the first to the last, as browser_phone.extensions wants them. */
  static String range(List<AsteriskSettings> asterisks, Predicate<Phone> which) {
    List<String> extensions =
        asterisks.stream()
            .flatMap(a -> a.phones().stream())
            .filter(which)
            .map(Phone::extension)
            .toList();
    return extensions.isEmpty() ? "" : extensions.getFirst() + "-" + extensions.getLast();
  }

  private static boolean isFree(String host, int port) {
    try (DatagramSocket udp =
            new DatagramSocket(new InetSocketAddress(InetAddress.getAllByName(host)[0], port));
        ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getAllByName(host)[0])) {
      return udp.isBound() && tcp.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotStart("No port is free on this machine.", e);
    }
  }
}
