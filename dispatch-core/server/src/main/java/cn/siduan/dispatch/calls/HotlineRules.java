package cn.siduan.dispatch.calls;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * What the hotline does outside its hours, when too many wait, and with whoever is in danger. Pure.
 *
 * @param opens first minute; the same as {@code closes}: day and night
 * @param weekdays 1 Monday to 7 Sunday
 * @param overload callers waiting, from which on a call-back is what is offered first
 */
public record HotlineRules(LocalTime opens, LocalTime closes, List<String> weekdays, int overload) {

  /** How a call is taken. */
  enum Welcome {
    OPEN,
    /** A message can be left; 9 still reaches a person. */
    CLOSED,
    /** The wait is long: a call-back is offered before anything else. */
    OVERLOADED
  }

  public static HotlineRules read(ConfigReader in) {
    return new HotlineRules(
        time(in, "opens", "First minute of the day; the same as closes: day and night."),
        time(in, "closes", "First minute at which nobody is there any more."),
        in.texts(
            "weekdays",
            List.of("1", "2", "3", "4", "5", "6", "7"),
            "On which days, 1 Monday to 7 Sunday."),
        in.number("overload", 50, 1, 100_000, "Callers waiting, then a call-back comes first."));
  }

  private static LocalTime time(ConfigReader in, String name, String about) {
    String text = in.text(name, "00:00", about);
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException _) {
      in.refuse(name, "\"" + text + "\" is no time of day. Maybe \"08:30\".");
      return LocalTime.MIDNIGHT;
    }
  }

  /** Whoever comes before others is put through at any hour. */
  Welcome welcome(Priority priority, int waiting, Instant now, ZoneId zone) {
    if (priority == Priority.EMERGENCY) {
      return Welcome.OPEN;
    }
    if (!isOpen(now.atZone(zone))) {
      return Welcome.CLOSED;
    }
    return waiting >= overload ? Welcome.OVERLOADED : Welcome.OPEN;
  }

  private boolean isOpen(ZonedDateTime at) {
    if (!weekdays.contains(Integer.toString(at.getDayOfWeek().getValue()))) {
      return false;
    }
    LocalTime time = at.toLocalTime();
    if (opens.equals(closes)) {
      return true;
    }
    return opens.isBefore(closes)
        ? !time.isBefore(opens) && time.isBefore(closes)
        : !time.isBefore(opens) || time.isBefore(closes);
  }
}
