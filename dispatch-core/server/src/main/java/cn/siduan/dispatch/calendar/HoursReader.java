package cn.siduan.dispatch.calendar;

import cn.siduan.dispatch.platform.ConfigFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code {mon: [["09:00", "12:00"], …], …}}. */
final class HoursReader {

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)");
  private static final Map<String, DayOfWeek> DAYS =
      Map.of(
          "mon", DayOfWeek.MONDAY,
          "tue", DayOfWeek.TUESDAY,
          "wed", DayOfWeek.WEDNESDAY,
          "thu", DayOfWeek.THURSDAY,
          "fri", DayOfWeek.FRIDAY,
          "sat", DayOfWeek.SATURDAY,
          "sun", DayOfWeek.SUNDAY);

  private final ConfigFaults faults;

  HoursReader(ConfigFaults faults) {
    this.faults = faults;
  }

  Map<DayOfWeek, Hours> week(String where, JsonNode node) {
    Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      DayOfWeek day = DAYS.get(field.getKey());
      if (day == null) {
        faults.add(where, "has \"" + field.getKey() + "\", which is no weekday. Maybe mon … sun.");
      } else {
        week.put(day, hours(where + "." + field.getKey(), field.getValue()));
      }
    }
    return week;
  }

  Hours hours(String where, JsonNode node) {
    List<Hours.Span> spans = new ArrayList<>();
    for (JsonNode pair : node) {
      String at = where + "[" + spans.size() + "]";
      OptionalInt from = minute(at, pair.path(0));
      OptionalInt to = minute(at, pair.path(1));
      if (from.isEmpty() || to.isEmpty()) {
        return Hours.CLOSED;
      }
      if (from.getAsInt() >= to.getAsInt()) {
        faults.add(at, "is " + pair + ", which ends before it begins.");
        return Hours.CLOSED;
      }
      if (!spans.isEmpty() && from.getAsInt() < spans.getLast().to()) {
        faults.add(at, "is " + pair + ", which begins before the one before it ends.");
        return Hours.CLOSED;
      }
      spans.add(new Hours.Span(from.getAsInt(), to.getAsInt()));
    }
    return new Hours(spans);
  }

  private OptionalInt minute(String where, JsonNode node) {
    Matcher time = TIME.matcher(node.asText());
    if (time.matches()) {
      int minute = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
      if (minute <= Hours.DAY) {
        return OptionalInt.of(minute);
      }
    }
    faults.add(where, "has \"" + node.asText() + "\", which is no time of day. Maybe \"09:00\".");
    return OptionalInt.empty();
  }
}
