package cn.siduan.demo.provider;

import cn.siduan.demo.provider.Opening.Interval;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The opening hours that occur. */
enum Hours {
  OFFICE,
  DAY,
  DAILY,
  LONG,
  NIGHT,
  MEALS,
  WEEKEND,
  ROUND_THE_CLOCK;

  Opening opening() {
    return switch (this) {
      case OFFICE ->
          on(
              EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
              new Interval("09:00", "12:00"),
              new Interval("13:30", "17:30"));
      case DAY ->
          on(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), new Interval("08:30", "17:30"));
      case DAILY -> daily("08:00", "19:00");
      case LONG -> daily("07:30", "21:00");
      case NIGHT -> daily("07:00", "23:00");
      case MEALS -> daily("06:30", "18:30");
      case WEEKEND ->
          on(
              EnumSet.of(DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
              new Interval("09:00", "17:00"));
      case ROUND_THE_CLOCK -> daily("00:00", "24:00");
    };
  }

  private static Opening daily(String from, String to) {
    return on(EnumSet.allOf(DayOfWeek.class), new Interval(from, to));
  }

  private static Opening on(Set<DayOfWeek> days, Interval... intervals) {
    Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
    days.forEach(day -> week.put(day, List.of(intervals)));
    return new Opening(week);
  }
}
