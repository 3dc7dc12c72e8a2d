package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.config.ConfigReader;

/**
 * Where and how much a node listens.
 *
 * @param port 0 for any free one
 * @param mostInFlight requests at once, a quarter of them for callers not logged in lately; beyond
 *     that callers are told to come back
 * @param receive how long a connection may take
 */
public record HttpSettings(
    String host, int port, int eventLoops, int mostInFlight, ReceiveLimits receive) {

  /** Any free port of this machine, for nobody else. */
  public static HttpSettings local() {
    return few("127.0.0.1", 0, 200);
  }

  /** One event loop, for few callers. */
  public static HttpSettings few(String host, int port, int mostInFlight) {
    return new HttpSettings(host, port, 1, mostInFlight, ReceiveLimits.defaults());
  }

  public HttpSettings with(ReceiveLimits limits) {
    return new HttpSettings(host, port, eventLoops, mostInFlight, limits);
  }

  public static HttpSettings read(ConfigReader in) {
    return new HttpSettings(
        in.text("host", "0.0.0.0", "address to listen on; 127.0.0.1 for this machine only"),
        in.number("port", 8080, 0, 65_535, "TCP port; 0 for any free one"),
        in.number("event_loops", 2, 1, 64, "threads that read and write connections"),
        in.number(
            "most_in_flight",
            400,
            1,
            100_000,
            "requests at once, a quarter of them for callers not logged in lately; more are told to"
                + " come back in a second"),
        ReceiveLimits.read(in));
  }
}
