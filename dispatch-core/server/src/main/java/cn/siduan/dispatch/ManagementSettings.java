package cn.siduan.dispatch;

import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.http.HttpSettings;
import java.time.Duration;

/**
 * Metrics and health for whoever runs this node.
 *
 * @param host address to listen on; not one the public can reach
 * @param port 0 for any free one
 * @param notice how long the node says that it is not ready before it takes no more requests, so
 *     that a load balancer can turn away first
 */
public record ManagementSettings(String host, int port, Duration notice) {

  public static ManagementSettings onAnyPort() {
    return new ManagementSettings("127.0.0.1", 0, Duration.ZERO);
  }

  static ManagementSettings read(ConfigReader in) {
    return new ManagementSettings(
        in.text("host", "127.0.0.1", "address to listen on; not one the public can reach"),
        in.number("port", 8081, 0, 65_535, "TCP port of /metrics and /health; 0 for any free one"),
        in.duration(
            "notice",
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(2),
            "how long a node that stops first only says that it is not ready, for a load"
                + " balancer"));
  }

  HttpSettings http() {
    return HttpSettings.few(host, port, 20);
  }
}
