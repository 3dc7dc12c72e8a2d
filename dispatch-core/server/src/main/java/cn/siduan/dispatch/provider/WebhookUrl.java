package cn.siduan.dispatch.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a provider's own system takes offers. */
final class WebhookUrl {

  private WebhookUrl() {}

  /** Encrypted on its way, unless it does not leave the machine. */
  static boolean isSafe(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      if (host == null || uri.getUserInfo() != null) {
        return false;
      }
      return scheme.equals("https") || (scheme.equals("http") && isLoopback(host));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
