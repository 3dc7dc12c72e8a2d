package cn.siduan.dispatch.calls.checkin;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * Whom to call, on which days, between which hours.
 *
 * @param centreId residents of this centre and all below it
 * @param careFlags whoever has one of these
 * @param weekdays 1 Monday to 7 Sunday
 * @param attempts calls to the resident before the emergency contact is asked
 */
public record CheckInPlan(
    long id,
    String name,
    long centreId,
    List<String> careFlags,
    List<Integer> weekdays,
    LocalTime begins,
    LocalTime ends,
    int attempts,
    int retryMinutes,
    boolean active,
    int version) {

  boolean isFor(LocalDate day) {
    return active && weekdays.contains(day.getDayOfWeek().getValue());
  }
}
