package cn.siduan.dispatch.calendar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every calendar there is, by its code. */
public final class Calendars {

  private final Map<String, WorkingCalendar> byCode;

  public Calendars(List<WorkingCalendar> calendars) {
    byCode =
        calendars.stream()
            .collect(Collectors.toUnmodifiableMap(WorkingCalendar::code, Function.identity()));
  }

  public Optional<WorkingCalendar> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  public WorkingCalendar get(String code) {
    return find(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no calendar \"" + code + "\". Maybe one of " + codes() + "."));
  }

  public Set<String> codes() {
    return byCode.keySet();
  }
}
