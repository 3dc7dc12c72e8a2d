package cn.siduan.dispatch.calls.browser;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The browser as an operator's telephone.
 *
 * @param websocket where Asterisk takes browsers (RFC 7118); empty: desk phones only
 * @param extensions those of {@code phones} in telephony.yaml that are browser phones
 * @param secretLife how long what a page registers with is good; the page asks for another in time
 */
public record BrowserPhoneSettings(String websocket, List<String> extensions, Duration secretLife) {

  private static final int MOST = 1000;
  private static final Duration LIFE = Duration.ofHours(1);

  public static BrowserPhoneSettings none() {
    return new BrowserPhoneSettings("", List.of(), LIFE);
  }

  public static BrowserPhoneSettings read(ConfigReader in) {
    String websocket =
        in.text(
            "websocket",
            "",
            "where Asterisk takes browsers, wss://… (ws:// on this machine only); empty: desk"
                + " phones only");
    if (!websocket.matches("(wss?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9/_-]*)?)?")) {
      in.refuse("websocket", "\"" + websocket + "\" must look like wss://phone.example.cn/ws");
    }
    String range = in.text("extensions", "8101-8140", "the browser phones' extensions");
    return new BrowserPhoneSettings(
        websocket,
        list(in, range),
        in.duration(
            "secret_life",
            LIFE,
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            "how long what a page registers with is good; it asks for another in time"));
  }

  private static List<String> list(ConfigReader in, String range) {
    if (!range.matches("[0-9]{2,10}-[0-9]{2,10}")) {
      in.refuse("extensions", "\"" + range + "\" must look like 8101-8140");
      return List.of();
    }
    int dash = range.indexOf('-');
    long first = Long.parseLong(range.substring(0, dash));
    long last = Long.parseLong(range.substring(dash + 1));
    return LongStream.rangeClosed(first, last).limit(MOST).mapToObj(Long::toString).toList();
  }

  public boolean isOffered() {
    return !websocket.isEmpty();
  }

  /** Scheme, host and port, as a page's policy names it; empty if there is none. */
  public String origin() {
    return websocket.replaceAll("^(wss?://[^/]*).*", "$1");
  }
}
