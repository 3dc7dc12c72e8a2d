package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.calendar.Arrangement;
import cn.siduan.dispatch.calendar.CalendarFile;
import cn.siduan.dispatch.calendar.Calendars;
import cn.siduan.dispatch.calendar.Hours;
import cn.siduan.dispatch.calendar.WorkingCalendar;
import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.platform.ConfigFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code service-levels.yaml} with the calendars it stands on. */
public final class ServiceLevelFile {

  private static final String FILE = "service-levels.yaml:";
  private static final Pattern DAYS = Pattern.compile("P([1-9]\\d{0,2})D");
  private static final Pattern TIME = Pattern.compile("PT(?=\\d)(\\d{1,4}H)?(\\d{1,4}M)?(\\d+S)?");
  private static final WorkingCalendar NO_CALENDAR =
      new WorkingCalendar("", 1, ZoneId.of("UTC"), Map.of(), Arrangement.NONE, Hours.CLOSED);

  private final Calendars calendars;
  private final ConfigFaults faults;
  private final String working;

  private ServiceLevelFile(Calendars calendars, String working, ConfigFaults faults) {
    this.calendars = calendars;
    this.working = working;
    this.faults = faults;
  }

  /**
   * @param faults gets everything that is wrong in both; what is then returned must not be used
   */
  public static ServiceLevels read(JsonNode calendars, JsonNode levels, ConfigFaults faults) {
    Calendars known = CalendarFile.read(calendars, faults);
    return new ServiceLevelFile(known, levels.path("working").asText(), faults).levels(levels);
  }

  private ServiceLevels levels(JsonNode file) {
    Map<String, ServiceLevel> levels = new LinkedHashMap<>();
    int i = 0;
    for (JsonNode node : file.path("service_levels")) {
      String where = FILE + " service_levels[" + i++ + "]";
      String code = node.path("code").asText();
      JsonNode escalation = node.has("escalation") ? node : file;
      ServiceLevel level =
          new ServiceLevel(
              code,
              node.path("name").asText(),
              node.path("name_en").asText(),
              promises(where + ".clocks", node.path("clocks")),
              term(where + ".escalation", escalation.path("escalation"), "after"));
      if (code.isEmpty() || levels.put(code, level) != null) {
        faults.add(where + ".code", "is \"" + code + "\": it must be there, and be its own.");
      }
    }
    if (!levels.containsKey(ServiceLevels.EMERGENCY) || !levels.containsKey("ORDINARY")) {
      faults.add(FILE + " service_levels", "must have the levels EMERGENCY and ORDINARY.");
    }
    return new ServiceLevels(
        calendars,
        Map.copyOf(levels),
        extension(file.path("extension")),
        term(FILE + " return", file.path("return"), "within"));
  }

  /** Asked for and granted in days, so bounded in days. */
  private Term extension(JsonNode node) {
    Term most = term(FILE + " extension", node, "at_most");
    if (most.days() == 0) {
      faults.add(
          FILE + " extension.at_most",
          "is \"" + node.path("at_most").asText() + "\", must be in days. Maybe P10D.");
    }
    return most;
  }

  private Map<ClockKind, Promise> promises(String where, JsonNode clocks) {
    Map<ClockKind, Promise> promises = new EnumMap<>(ClockKind.class);
    for (ClockKind clock : ClockKind.values()) {
      String name = clock.name().toLowerCase(Locale.ROOT);
      String here = where + "." + name;
      JsonNode node = clocks.path(name);
      double warnAt = node.path("warn_at").asDouble(0);
      if (warnAt <= 0 || warnAt >= 1) {
        faults.add(
            here + ".warn_at",
            "is \"" + node.path("warn_at").asText() + "\". Maybe 0.75: a fraction of the time.");
      }
      promises.put(clock, new Promise(term(here, node, "within"), warnAt));
    }
    clocks
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(name.toLowerCase(Locale.ROOT)) || !isClock(name)) {
                faults.add(where, "has \"" + name + "\", which is no clock. Maybe resolve.");
              }
            });
    return promises;
  }

  private static boolean isClock(String name) {
    for (ClockKind clock : ClockKind.values()) {
      if (clock.name().equals(name.toUpperCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private Term term(String where, JsonNode node, String field) {
    String text = node.path(field).asText();
    WorkingCalendar calendar = calendar(where, node.path("calendar").asText());
    Matcher days = DAYS.matcher(text);
    if (days.matches()) {
      return new Term(Integer.parseInt(days.group(1)), Duration.ZERO, calendar);
    }
    if (TIME.matcher(text).matches() && Duration.parse(text).isPositive()) {
      return new Term(0, Duration.parse(text), calendar);
    }
    faults.add(where + "." + field, "is \"" + text + "\". Maybe P5D (days) or PT8H (hours).");
    return new Term(1, Duration.ZERO, calendar);
  }

  private WorkingCalendar calendar(String where, String code) {
    String named = code.equals("WORKING") ? working : code;
    Optional<WorkingCalendar> calendar = calendars.find(named);
    if (calendar.isEmpty()) {
      faults.add(
          where + ".calendar",
          "is \"" + named + "\", which is no calendar. Maybe one of " + calendars.codes() + ".");
    }
    return calendar.orElse(NO_CALENDAR);
  }
}
