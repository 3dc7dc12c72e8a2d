package cn.siduan.dispatch.calls.outbound;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * How the centre calls.
 *
 * @param lines calls at once; 0 for none
 * @param perOperator residents called at once for each operator on duty
 * @param begins no resident is called before
 * @param ends nor from then on
 * @param ring how long it rings
 * @param attempts for follow-ups
 * @param retry between two of them
 * @param followUpAfter after the order was handled
 * @param followUpChannels orders that came by these are followed up by telephone
 * @param visitItem the catalogue's code of what is ordered when a check-in reaches nobody
 */
public record OutboundSettings(
    int lines,
    int perOperator,
    LocalTime begins,
    LocalTime ends,
    Duration ring,
    int attempts,
    Duration retry,
    Duration followUpAfter,
    List<String> followUpChannels,
    String visitItem) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  public static OutboundSettings defaults() {
    return read(ConfigReader.defaults());
  }

  public static OutboundSettings read(ConfigReader in) {
    return new OutboundSettings(
        in.number("lines", 10, 0, 1000, "Calls of the centre's own at once; 0 for none."),
        in.number("per_operator", 2, 1, 50, "Residents called at once for each operator."),
        time(in, "begins", "08:30", "No resident is called before."),
        time(in, "ends", "20:00", "No resident is called from then on."),
        in.duration("ring", Duration.ofSeconds(30), SECOND, Duration.ofMinutes(2), "How long."),
        in.number("attempts", 3, 1, 10, "How often a follow-up is tried."),
        in.duration("retry", Duration.ofHours(1), SECOND, DAY, "Between two attempts."),
        in.duration(
            "follow_up_after",
            Duration.ofHours(2),
            Duration.ZERO,
            Duration.ofDays(7),
            "How long after an order was handled its resident is called."),
        in.texts(
            "follow_up_channels",
            List.of("PHONE", "VISIT"),
            "Orders that came by these are followed up by telephone."),
        in.text("visit_item", "0207", "Catalogue code ordered when a check-in reaches nobody."));
  }

  private static LocalTime time(ConfigReader in, String name, String byDefault, String about) {
    String text = in.text(name, byDefault, about + " As 08:30.");
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException _) {
      in.refuse(name, "\"" + text + "\" is no time of day. Maybe \"" + byDefault + "\".");
      return LocalTime.parse(byDefault);
    }
  }
}
