package cn.siduan.dispatch.platform.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A network in the notation of RFC 4632: {@code 10.20.0.0/16}, {@code fd00::/8}. */
public record Network(InetAddress base, int bits) {

  /** Empty if the text is none; names are not looked up. */
  public static Optional<Network> parse(String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length != 2 || !isLiteral(parts[0]) || !parts[1].matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(parts[1]);
    try {
      InetAddress base = InetAddress.getByName(parts[0]);
      return bits <= base.getAddress().length * 8
          ? Optional.of(new Network(base, bits))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  static Network of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is no network"));
  }

  /** Whether it is an address and no name. */
  static boolean isLiteral(String host) {
    return host.contains(":") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + bits;
  }
}
