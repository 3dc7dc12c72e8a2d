package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.config.ConfigReader;

/**
 * Where and how much a node listens.
 *
 * @param port 0 for any free one
 * @param mostInFlight requests at once, a quarter of them for callers not logged in lately; beyond
 *     that callers are told to come back
 */
public record HttpSettings(String host, int port, int eventLoops, int mostInFlight) {

  /** Any free port of this machine, for nobody else. */
  public static HttpSettings local() {
    return new HttpSettings("127.0.0.1", 0, 1, 200);
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
                + " come back in a second"));
  }
}
