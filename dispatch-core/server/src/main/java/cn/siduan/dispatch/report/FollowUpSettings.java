package cn.siduan.dispatch.report;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which orders are followed up (抽样回访).
 *
 * @param share of all others
 * @param byCategory share by the category's code
 * @param byPriority share by priority, before the category's
 * @param afterReopening whether every order that was reopened is followed up
 * @param closeAfter an order that was not drawn is filed after so long; until then its resident may
 *     still say how it was
 */
public record FollowUpSettings(
    double share,
    Map<String, Double> byCategory,
    Map<Priority, Double> byPriority,
    boolean afterReopening,
    Duration closeAfter) {

  public static FollowUpSettings defaults() {
    return read(ConfigReader.defaults());
  }

  public static FollowUpSettings read(ConfigReader config) {
    double share =
        config.decimal("share", 0.3, 0, 1, "Share of handled orders that is followed up.");
    List<String> categories =
        config.texts(
            "category_shares", List.of(), "Other shares, by category: REPAIR=0.5, MEALS=0.1.");
    List<String> priorities =
        config.texts(
            "priority_shares",
            List.of("EMERGENCY=1", "HIGH=1"),
            "Other shares, by priority; they go before the categories'.");
    Map<Priority, Double> byPriority = new EnumMap<>(Priority.class);
    shares(config, "priority_shares", priorities)
        .forEach((name, value) -> priority(config, name, value, byPriority));
    return new FollowUpSettings(
        share,
        shares(config, "category_shares", categories),
        byPriority,
        config.flag("after_reopening", true, "Whether whatever was reopened is followed up."),
        config.duration(
            "close_after",
            Duration.ofDays(7),
            Duration.ofMinutes(1),
            Duration.ofDays(90),
            "After so long an order that was not drawn is filed."));
  }

  private static void priority(
      ConfigReader config, String name, double share, Map<Priority, Double> into) {
    try {
      into.put(Priority.valueOf(name), share);
    } catch (IllegalArgumentException _) {
      config.refuse("priority_shares", "has \"" + name + "\". Maybe NORMAL, HIGH or EMERGENCY.");
    }
  }

  private static Map<String, Double> shares(ConfigReader config, String name, List<String> texts) {
    Map<String, Double> shares = new HashMap<>();
    for (String text : texts) {
      List<String> parts = List.of(text.split("=", 2));
      OptionalDouble share = parts.size() == 2 ? share(parts.get(1)) : OptionalDouble.empty();
      if (share.isEmpty()) {
        config.refuse(name, "has \"" + text + "\". Maybe a code and a share: REPAIR=0.5.");
      } else {
        shares.put(parts.get(0).strip(), share.getAsDouble());
      }
    }
    return Map.copyOf(shares);
  }

  private static OptionalDouble share(String text) {
    try {
      double share = Double.parseDouble(text.strip());
      return share >= 0 && share <= 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
