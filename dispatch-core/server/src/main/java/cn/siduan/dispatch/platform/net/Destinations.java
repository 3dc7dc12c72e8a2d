package cn.siduan.dispatch.platform.net;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the server may send what it is told to send to an address somebody else registered: by
 * https into the internet, and into networks it is told to trust. Whoever may register an address
 * must not be able to make the server call itself, its neighbours or the cloud it runs in (OWASP:
 * server-side request forgery).
 *
 * @param trusted private networks that may be sent to, also by http
 */
public record Destinations(List<Network> trusted, Resolver resolver) {

  /** How a name becomes addresses. */
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** What becomes of sending there. */
  public sealed interface Route {
    /** Connect to exactly this address: another look-up of the name may answer otherwise. */
    record To(URI uri, InetAddress address) implements Route {}

    record Forbidden(String why) implements Route {}

    /** The name has no address now. */
    record Unknown(String why) implements Route {}
  }

  /** Special purposes of RFC 6890 and its successors: none of them is the internet. */
  private static final List<Network> INSIDE =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(Network::of)
          .toList();

  public Destinations {
    trusted = List.copyOf(trusted);
  }

  public static Destinations trusting(List<Network> networks) {
    return new Destinations(networks, InetAddress::getAllByName);
  }

  /**
   * Whether an address may be registered. A name without an address may be: it is looked up again
   * whenever something is sent.
   */
  public boolean mayRegister(String url) {
    return switch (route(url)) {
      case Route.To _ -> true;
      case Route.Unknown _ -> read(url).filter(u -> scheme(u).equals("https")).isPresent();
      case Route.Forbidden _ -> false;
    };
  }

  /** {@link #mayRegister} without looking names up: for many at once. */
  public boolean looksRight(String url) {
    return read(url)
        .filter(
            uri -> {
              String host = host(uri);
              boolean here = host.equals("localhost") || host.endsWith(".localhost");
              return (Network.isLiteral(host) || here)
                  ? mayRegister(url)
                  : scheme(uri).equals("https") || !trusted.isEmpty();
            })
        .isPresent();
  }

  /** Looks the name up: waits for the network. */
  public Route route(String url) {
    Optional<URI> read = read(url);
    if (read.isEmpty()) {
      return new Route.Forbidden("it is no https address of a host");
    }
    URI uri = read.get();
    InetAddress[] found;
    try {
      found = resolver.resolve(host(uri));
    } catch (UnknownHostException e) {
      return new Route.Unknown(host(uri) + " has no address");
    }
    return Arrays.stream(found)
        .filter(address -> !isPermitted(uri, address))
        .findFirst()
        .<Route>map(
            a -> new Route.Forbidden(a.getHostAddress() + " is not in a network it may be in"))
        .orElseGet(() -> new Route.To(uri, found[0]));
  }

  private boolean isPermitted(URI uri, InetAddress address) {
    return trusted.stream().anyMatch(n -> n.contains(address))
        || (scheme(uri).equals("https") && INSIDE.stream().noneMatch(n -> n.contains(address)));
  }

  private static Optional<URI> read(String url) {
    try {
      URI uri = new URI(url);
      boolean web = scheme(uri).equals("https") || scheme(uri).equals("http");
      boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 65_536);
      return web && port && isHost(uri) && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** An address as people write it or a name; 2130706433 and 0x7f000001 are neither. */
  private static boolean isHost(URI uri) {
    return uri.getHost() != null
        && (Network.isLiteral(host(uri)) || host(uri).matches("(.*\\.)?[a-z][^.]*"));
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Without the brackets of an IPv6 address and the dot of a full name. */
  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
  }
}
