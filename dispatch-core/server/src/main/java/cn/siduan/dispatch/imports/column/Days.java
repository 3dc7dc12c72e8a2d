package cn.siduan.dispatch.imports.column;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as they are written in China, and by spreadsheets. */
public final class Days {

  private static final String DAY =
      "(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?";
  private static final Pattern DATE = Pattern.compile(DAY + "(?:[ T]+0?0:00(?::00)?)?");
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern MOMENT =
      Pattern.compile(DAY + "[ T]*(\\d{1,2})[:：时](\\d{2})(?:[:：分](\\d{2}))?[分秒]?");

  private Days() {}

  /** 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301; kept as 2026-03-01. */
  public static CellType day() {
    return Days::readDay;
  }

  /** A local time in China, to the minute: 2026-03-01 09:30. */
  public static CellType moment() {
    return Days::readMoment;
  }

  static String readDay(String text) {
    String plain = Cells.plain(text);
    Matcher date = DATE.matcher(plain);
    Matcher compact = COMPACT.matcher(plain);
    Matcher found = date.matches() ? date : compact.matches() ? compact : null;
    if (found == null) {
      throw CellFault.of("cell-day");
    }
    return day(found).toString();
  }

  private static String readMoment(String text) {
    Matcher m = MOMENT.matcher(Cells.plain(text));
    if (!m.matches() || (m.group(6) != null && !m.group(6).equals("00"))) {
      throw CellFault.of("cell-moment");
    }
    try {
      LocalDateTime at = day(m).atTime(Integer.parseInt(m.group(4)), Integer.parseInt(m.group(5)));
      return at.toString().replace('T', ' ');
    } catch (DateTimeException e) {
      throw CellFault.of("cell-moment");
    }
  }

  private static LocalDate day(Matcher m) {
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3)));
      if (day.getYear() >= 1850 && day.getYear() <= 2200) {
        return day;
      }
    } catch (DateTimeException e) {
      // 31 February
    }
    throw CellFault.of("cell-day");
  }
}
