package cn.siduan.dispatch.platform.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: 500ms, 20s, 5m, 2h, 1d; or ISO 8601, PT5M. */
final class Durations {

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  static Optional<Duration> parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
      return Optional.of(unit.multipliedBy(Long.parseLong(matcher.group(1))));
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** In the largest unit that leaves nothing over. */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      long of = UNITS.getOrDefault(unit, Duration.ZERO).toMillis();
      if (millis != 0 && millis % of == 0) {
        return millis / of + unit;
      }
    }
    return millis + "ms";
  }
}
