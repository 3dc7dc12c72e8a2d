package cn.siduan.dispatch.calendar;

import cn.siduan.dispatch.platform.ConfigFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code calendars.yaml}. */
public final class CalendarFile {

  private static final String FILE = "calendars.yaml:";

  private final ConfigFaults faults;
  private final HoursReader hours;

  private CalendarFile(ConfigFaults faults) {
    this.faults = faults;
    hours = new HoursReader(faults);
  }

  /**
   * @param faults gets everything that is wrong; what is then returned must not be used
   */
  public static Calendars read(JsonNode file, ConfigFaults faults) {
    return new CalendarFile(faults).calendars(file);
  }

  private Calendars calendars(JsonNode file) {
    Map<String, Arrangement> arrangements =
        new ArrangementReader(faults).read(FILE + " arrangements", file.path("arrangements"));
    List<WorkingCalendar> calendars = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    int i = 0;
    for (JsonNode node : file.path("calendars")) {
      String where = FILE + " calendars[" + i++ + "]";
      String code = node.path("code").asText();
      if (code.isEmpty()) {
        faults.add(where + ".code", "is missing.");
      } else if (!codes.add(code)) {
        faults.add(where + ".code", "is \"" + code + "\", as is another one's.");
      } else {
        calendars.add(calendar(where, code, node, arrangements));
      }
    }
    if (calendars.isEmpty()) {
      faults.add(FILE + " calendars", "has no calendar. Maybe add one with code STANDARD.");
    }
    return new Calendars(calendars);
  }

  private WorkingCalendar calendar(
      String where, String code, JsonNode node, Map<String, Arrangement> arrangements) {
    Map<DayOfWeek, Hours> week = hours.week(where + ".week", node.path("week"));
    if (week.values().stream().allMatch(Hours::isClosed)) {
      faults.add(where + ".week", "is never open. Maybe mon: [[\"09:00\", \"17:30\"]].");
    }
    boolean arranged = node.has("arrangement");
    Hours makeUp = hours.hours(where + ".make_up_hours", node.path("make_up_hours"));
    if (arranged == makeUp.isClosed()) {
      faults.add(where + ".make_up_hours", "must be given with an arrangement, and only then.");
    }
    return new WorkingCalendar(
        code,
        version(where, node.path("version")),
        zone(where, node.path("zone").asText()),
        week,
        arranged
            ? arrangement(where, node.path("arrangement").asText(), arrangements)
            : Arrangement.NONE,
        makeUp);
  }

  private int version(String where, JsonNode node) {
    if (!node.isIntegralNumber() || node.asInt() < 1) {
      faults.add(where + ".version", "is \"" + node.asText() + "\". Maybe 1.");
    }
    return node.asInt();
  }

  private ZoneId zone(String where, String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException _) {
      faults.add(where + ".zone", "is \"" + zone + "\", which is no zone. Maybe Asia/Shanghai.");
      return ZoneId.of("UTC");
    }
  }

  private Arrangement arrangement(String where, String code, Map<String, Arrangement> known) {
    Arrangement arrangement = known.get(code);
    if (arrangement == null) {
      faults.add(
          where + ".arrangement",
          "is \"" + code + "\", which is not there. Maybe one of " + known.keySet() + ".");
      return Arrangement.NONE;
    }
    return arrangement;
  }
}
