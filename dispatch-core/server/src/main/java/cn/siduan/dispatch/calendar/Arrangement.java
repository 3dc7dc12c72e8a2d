package cn.siduan.dispatch.calendar;

import java.time.LocalDate;
import java.util.Set;

/**
 * Days that are not what their weekday says.
 *
 * @param holidays off, whatever the weekday
 * @param makeUpDays worked (调休上班), whatever the weekday
 */
public record Arrangement(String code, Set<LocalDate> holidays, Set<LocalDate> makeUpDays) {

  public static final Arrangement NONE = new Arrangement("", Set.of(), Set.of());

  public Arrangement {
    holidays = Set.copyOf(holidays);
    makeUpDays = Set.copyOf(makeUpDays);
  }
}
