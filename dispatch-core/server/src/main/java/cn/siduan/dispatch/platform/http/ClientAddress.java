package cn.siduan.dispatch.platform.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network address a request comes from, as limits count it.
 *
 * @param trustedProxies how many of our own proxies stand before us. Each adds the address it saw
 *     to the end of X-Forwarded-For; what stands before those is the caller's own claim and is
 *     ignored.
 */
public record ClientAddress(int trustedProxies) {

  private static final int IPV6_NETWORK_GROUPS = 4;

  public String of(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return network(
        trustedProxies == 0 ? peer : forwarded(request.headers().getAll("X-Forwarded-For"), peer));
  }

  private String forwarded(List<String> headers, @Nullable String peer) {
    List<String> hops =
        headers.stream()
            .flatMap(h -> Arrays.stream(h.split(",")))
            .map(String::strip)
            .filter(h -> h.matches("[0-9a-fA-F:.]{2,45}"))
            .toList();
    String direct = peer == null ? "" : peer;
    return hops.size() < trustedProxies ? direct : hops.get(hops.size() - trustedProxies);
  }

  /** One household or office has a whole IPv6 network of 64 bits to choose addresses from. */
  static String network(@Nullable String address) {
    if (address == null) {
      return "";
    }
    if (!address.contains(":") || address.contains(".")) {
      return address.substring(address.lastIndexOf(':') + 1);
    }
    String bare = address.replaceFirst("%.*", "");
    int gap = bare.indexOf("::");
    String head = gap < 0 ? bare : bare.substring(0, gap);
    String[] groups = head.isEmpty() ? new String[0] : head.split(":");
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < IPV6_NETWORK_GROUPS; i++) {
      network.append(i < groups.length ? groups[i] : "0").append(':');
    }
    return network + ":/64";
  }
}
