package cn.siduan.dispatch.calendar;

import cn.siduan.dispatch.platform.ConfigFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the arrangements of holidays and make-up working days, year by year. */
final class ArrangementReader {

  private final ConfigFaults faults;

  ArrangementReader(ConfigFaults faults) {
    this.faults = faults;
  }

  Map<String, Arrangement> read(String where, JsonNode list) {
    Map<String, Arrangement> arrangements = new HashMap<>();
    int i = 0;
    for (JsonNode node : list) {
      String here = where + "[" + i++ + "]";
      Set<LocalDate> holidays = new HashSet<>();
      Set<LocalDate> makeUp = new HashSet<>();
      int j = 0;
      for (JsonNode year : node.path("years")) {
        year(here + ".years[" + j++ + "]", year, holidays, makeUp);
      }
      String code = node.path("code").asText();
      arrangements.put(code, new Arrangement(code, holidays, makeUp));
    }
    return arrangements;
  }

  private void year(
      String where, JsonNode node, Set<LocalDate> holidays, Set<LocalDate> makeUpDays) {
    int year = node.path("year").asInt();
    int i = 0;
    for (JsonNode holiday : node.path("holidays")) {
      String here = where + ".holidays[" + i++ + "]";
      Optional<LocalDate> from = date(here + ".from", holiday.path("from").asText(), year);
      Optional<LocalDate> to = date(here + ".to", holiday.path("to").asText(), year);
      if (from.isPresent() && to.isPresent()) {
        holiday(here, from.get(), to.get(), holidays);
      }
    }
    i = 0;
    for (JsonNode day : node.path("make_up_days")) {
      String here = where + ".make_up_days[" + i++ + "]";
      date(here, day.asText(), year).ifPresent(d -> makeUpDay(here, d, holidays, makeUpDays));
    }
  }

  private void holiday(String where, LocalDate from, LocalDate to, Set<LocalDate> holidays) {
    if (to.isBefore(from)) {
      faults.add(where, "ends on " + to + ", before it begins on " + from + ".");
      return;
    }
    from.datesUntil(to.plusDays(1))
        .filter(day -> !holidays.add(day))
        .forEach(day -> faults.add(where, "contains " + day + ", as does another holiday."));
  }

  private void makeUpDay(
      String where, LocalDate day, Set<LocalDate> holidays, Set<LocalDate> makeUpDays) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (!weekend) {
      faults.add(where, "is " + day + ", a " + day.getDayOfWeek() + ", worked anyway.");
    } else if (holidays.contains(day)) {
      faults.add(where, "is " + day + ", which is a holiday as well.");
    } else if (!makeUpDays.add(day)) {
      faults.add(where, "is " + day + ", as is another one.");
    }
  }

  private Optional<LocalDate> date(String where, String text, int year) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() == year) {
        return Optional.of(date);
      }
      faults.add(where, "is \"" + text + "\", which is not in " + year + ".");
    } catch (DateTimeException _) {
      faults.add(where, "is \"" + text + "\", which is no date. Maybe \"" + year + "-10-01\".");
    }
    return Optional.empty();
  }
}
