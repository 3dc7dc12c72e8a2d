package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.net.Destinations;
import cn.siduan.dispatch.platform.net.Network;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * @param smsUrl of the SMS gateway; empty: text messages are recorded and not sent
 * @param smsToken sent to it as bearer; empty for none
 * @param timeout for each attempt
 * @param atOnce attempts under way at the same time, for each channel
 * @param attempts before a message is given up
 * @param firstPause between the first attempt and the second; doubles from then on
 * @param longestPause between two attempts
 * @param publicUrl what links in messages begin with
 * @param dutyPhone the telephone that emergencies name
 * @param webhooks where providers may have their messages sent
 */
public record NotifySettings(
    String smsUrl,
    String smsToken,
    Duration timeout,
    int atOnce,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    String publicUrl,
    String dutyPhone,
    Destinations webhooks) {

  public static NotifySettings defaults() {
    return new NotifySettings(
        "",
        "",
        Duration.ofSeconds(10),
        16,
        8,
        Duration.ofSeconds(15),
        Duration.ofHours(1),
        "http://localhost:8080",
        "12345",
        Destinations.trusting(List.of()));
  }

  /** Nothing leaves the house: for trials. */
  public boolean isRecordingOnly() {
    return smsUrl.isEmpty();
  }

  public static NotifySettings read(ConfigReader in) {
    NotifySettings d = defaults();
    Duration second = Duration.ofSeconds(1);
    return new NotifySettings(
        url(in, "sms_url", d.smsUrl, "address of the SMS gateway; empty: recorded and not sent"),
        in.optionalSecret("sms_token", "what the gateway knows us by, sent as bearer token"),
        in.duration("timeout", d.timeout, second, Duration.ofMinutes(1), "for each attempt"),
        in.number("at_once", d.atOnce, 1, 500, "attempts under way at once, for each channel"),
        in.number("attempts", d.attempts, 1, 30, "before a message is given up"),
        in.duration(
            "first_pause", d.firstPause, second, Duration.ofHours(1), "doubles with each attempt"),
        in.duration(
            "longest_pause", d.longestPause, second, Duration.ofDays(1), "between two attempts"),
        url(in, "public_url", d.publicUrl, "what links in messages begin with"),
        in.text("duty_phone", d.dutyPhone, "the telephone that messages of emergencies name"),
        Destinations.trusting(networks(in)));
  }

  private static List<Network> networks(ConfigReader in) {
    String name = "webhook_networks";
    List<Network> networks = new ArrayList<>();
    for (String text :
        in.texts(
            name,
            List.of(),
            "private networks webhooks may go to, also by http://; all others only into the"
                + " internet by https://")) {
      Network.parse(text)
          .ifPresentOrElse(
              networks::add,
              () -> in.refuse(name, "\"" + text + "\" is no network. Maybe 10.20.0.0/16."));
    }
    return networks;
  }

  private static String url(ConfigReader in, String name, String byDefault, String about) {
    String text = in.text(name, byDefault, about);
    if (!text.isEmpty() && !isHttp(text)) {
      in.refuse(name, "\"" + text + "\" must begin with https:// or http:// and name a host");
    }
    return text.replaceAll("/+$", "");
  }

  static boolean isHttp(String text) {
    try {
      URI uri = new URI(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }
}
