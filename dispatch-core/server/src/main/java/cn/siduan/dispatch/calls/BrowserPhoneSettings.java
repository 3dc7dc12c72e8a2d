package cn.siduan.dispatch.calls;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The browser as an operator's telephone.
 *
 * @param websocket where Asterisk takes browsers (RFC 7118); empty: desk phones only
 * @param secret that the browser phones register with
 * @param extensions those of {@code phones} in telephony.yaml that are browser phones
 */
public record BrowserPhoneSettings(String websocket, String secret, List<String> extensions) {

  private static final int MOST = 1000;

  public static BrowserPhoneSettings none() {
    return new BrowserPhoneSettings("", "", List.of());
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
        websocket, in.optionalSecret("secret", "what they register with"), list(in, range));
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
