package cn.siduan.dispatch.imports.column;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Opening hours of a week: {@code 周一至周五 09:00-12:00 13:30-17:30;周六 09:00-12:00}. Kept as one group
 * for each open day.
 */
public final class OpeningCell implements CellType {

  private static final List<String> KEYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String DAY = "(?:周|星期|礼拜)[一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun";
  private static final Pattern GROUP =
      Pattern.compile("(?i)(" + DAY + ")(?:\\s*[-~至到]\\s*(" + DAY + "))?[\\s:]+(.+)");
  private static final Pattern HOURS =
      Pattern.compile(
          "([01]?\\d|2[0-3])[:：]([0-5]\\d)\\s*[-~至到]\\s*([01]?\\d|2[0-4])[:：]([0-5]\\d)");

  @Override
  public String read(String text) {
    TreeMap<Integer, String> days = new TreeMap<>();
    for (String group : Cells.plain(text).split("[;\\n]", -1)) {
      if (group.isBlank()) {
        continue;
      }
      Matcher m = GROUP.matcher(group.strip());
      if (!m.matches()) {
        throw CellFault.of("cell-opening");
      }
      int first = day(m.group(1));
      int last = m.group(2) == null ? first : day(m.group(2));
      String hours = hours(m.group(3));
      for (int d = first; d <= last; d++) {
        if (days.put(d, hours) != null) {
          throw CellFault.of("cell-opening");
        }
      }
      if (last < first) {
        throw CellFault.of("cell-opening");
      }
    }
    return join(days);
  }

  /** From {"mon": [["09:00","12:00"]]}. */
  @Override
  public String stored(String text) {
    JsonNode opening = Json.tree(text);
    TreeMap<Integer, String> days = new TreeMap<>();
    for (int d = 0; d < KEYS.size(); d++) {
      JsonNode spans = opening.path(KEYS.get(d));
      if (!spans.isEmpty()) {
        days.put(
            d,
            StreamSupport.stream(spans.spliterator(), false)
                .map(s -> s.path(0).asText() + "-" + s.path(1).asText())
                .collect(Collectors.joining(" ")));
      }
    }
    return join(days);
  }

  /** As the database keeps it. */
  public static String json(String value) {
    ObjectNode opening = Json.object();
    for (String group : Cells.split(value)) {
      ArrayNode spans = opening.putArray(KEYS.get(day(group.substring(0, 2))));
      for (String span : group.substring(3).split(" ", -1)) {
        String[] hours = span.split("-", 2);
        spans.addArray().add(hours[0]).add(hours[1]);
      }
    }
    return opening.toString();
  }

  private static String join(SortedMap<Integer, String> days) {
    return days.entrySet().stream()
        .map(e -> "周" + "一二三四五六日".charAt(e.getKey()) + " " + e.getValue())
        .collect(Collectors.joining(";"));
  }

  private static int day(String text) {
    int english = KEYS.indexOf(text.toLowerCase(java.util.Locale.ROOT));
    return english >= 0
        ? english
        : "一二三四五六日".indexOf(text.substring(text.length() - 1).replace('天', '日'));
  }

  private static String hours(String text) {
    List<String> spans = new ArrayList<>();
    String before = "";
    for (String part : text.strip().split("[\\s,，、]+", -1)) {
      Matcher m = HOURS.matcher(part);
      if (!m.matches()) {
        throw CellFault.of("cell-opening");
      }
      String from = two(m.group(1)) + ":" + m.group(2);
      String to = two(m.group(3)) + ":" + m.group(4);
      if (from.compareTo(to) >= 0 || to.compareTo("24:00") > 0 || from.compareTo(before) < 0) {
        throw CellFault.of("cell-opening");
      }
      spans.add(from + "-" + to);
      before = to;
    }
    return String.join(" ", spans);
  }

  private static String two(String hour) {
    return hour.length() == 1 ? "0" + hour : hour;
  }
}
