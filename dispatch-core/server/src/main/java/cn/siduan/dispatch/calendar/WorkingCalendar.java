package cn.siduan.dispatch.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When there is working time. Working spans include their beginning and not their end; a deadline
 * may fall on the end of one.
 *
 * @param version raised whenever the calendar changes; a deadline keeps the one it was computed
 *     from
 * @param week weekdays left out are closed
 * @param makeUpHours of a make-up working day, whatever weekday it falls on
 */
public record WorkingCalendar(
    String code,
    int version,
    ZoneId zone,
    Map<DayOfWeek, Hours> week,
    Arrangement arrangement,
    Hours makeUpHours) {

  /** No arrangement closes for longer; beyond it a calendar counts as closed for good. */
  private static final int HORIZON_DAYS = 400;

  /** A span of working time as it lies in time. */
  record Interval(Instant from, Instant to) {}

  public WorkingCalendar {
    Map<DayOfWeek, Hours> all = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      all.put(day, week.getOrDefault(day, Hours.CLOSED));
    }
    week = Map.copyOf(all);
  }

  public Hours hoursOn(LocalDate day) {
    if (arrangement.makeUpDays().contains(day)) {
      return makeUpHours;
    }
    return arrangement.holidays().contains(day)
        ? Hours.CLOSED
        : week.getOrDefault(day.getDayOfWeek(), Hours.CLOSED);
  }

  public boolean isWorkingDay(LocalDate day) {
    return !hoursOn(day).isClosed();
  }

  public boolean isOpen(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    return hoursOn(local.toLocalDate()).contains(local.getHour() * 60 + local.getMinute());
  }

  /** The first instant at or after {@code at} that is open; empty if it never opens again. */
  public Optional<Instant> findNextOpening(Instant at) {
    if (isOpen(at)) {
      return Optional.of(at);
    }
    LocalDate first = date(at);
    for (LocalDate day = first; day.isBefore(first.plusDays(HORIZON_DAYS)); day = day.plusDays(1)) {
      for (Interval open : intervals(day)) {
        if (!open.from().isBefore(at)) {
          return Optional.of(open.from());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * @throws IllegalStateException if it never opens again
   */
  public Instant nextOpening(Instant at) {
    return findNextOpening(at)
        .orElseThrow(
            () -> new IllegalStateException("calendar " + code + " never opens after " + at));
  }

  /**
   * The instant at which so much working time has gone by since {@code start}: in working time or
   * at the end of a span of it.
   *
   * @param time not negative
   */
  public Instant plus(Instant start, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("working time to add must not be negative: " + time);
    }
    if (isRoundTheClock()) {
      return start.plus(time);
    }
    Duration left = time;
    LocalDate day = date(start).minusDays(1);
    // the day before: its last span may end at this day's midnight, where start lies
    for (int empty = 0; empty <= HORIZON_DAYS; empty++, day = day.plusDays(1)) {
      for (Interval open : intervals(day)) {
        Instant from = open.from().isBefore(start) ? start : open.from();
        if (from.isAfter(open.to())) {
          continue;
        }
        Duration here = Duration.between(from, open.to());
        if (left.compareTo(here) <= 0) {
          return from.plus(left);
        }
        left = left.minus(here);
        empty = 0;
      }
    }
    throw new IllegalStateException("calendar " + code + " never opens after " + start);
  }

  /**
   * The end of the working hours of the {@code days}-th working day after the day of {@code start},
   * which does not count (民法典 arts. 201 and 203: a term in days begins on the next day and ends
   * with the last day's business hours). On a calendar that never closes a day is 24 hours.
   */
  public Instant plusDays(Instant start, int days) {
    if (days < 0) {
      throw new IllegalArgumentException("working days to add must not be negative: " + days);
    }
    if (days == 0) {
      return plus(start, Duration.ZERO);
    }
    if (isRoundTheClock()) {
      return start.plus(Duration.ofDays(days));
    }
    int left = days;
    LocalDate day = date(start);
    for (int empty = 0; empty <= HORIZON_DAYS; empty++) {
      day = day.plusDays(1);
      List<Interval> open = intervals(day);
      if (!open.isEmpty() && --left == 0) {
        return open.getLast().to();
      }
      empty = open.isEmpty() ? empty : 0;
    }
    throw new IllegalStateException("calendar " + code + " never opens after " + start);
  }

  /** Working time from one instant to another; negative if {@code to} is the earlier one. */
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    if (isRoundTheClock()) {
      return Duration.between(from, to);
    }
    Duration sum = Duration.ZERO;
    LocalDate last = date(to);
    for (LocalDate day = date(from); !day.isAfter(last); day = day.plusDays(1)) {
      for (Interval open : intervals(day)) {
        sum = sum.plus(overlap(open, from, to));
      }
    }
    return sum;
  }

  public boolean isRoundTheClock() {
    return arrangement.holidays().isEmpty()
        && arrangement.makeUpDays().isEmpty()
        && week.values().stream().allMatch(Hours::isAllDay);
  }

  private static Duration overlap(Interval open, Instant from, Instant to) {
    Instant begin = open.from().isBefore(from) ? from : open.from();
    Instant end = open.to().isAfter(to) ? to : open.to();
    return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
  }

  List<Interval> intervals(LocalDate day) {
    List<Interval> intervals = new ArrayList<>(2);
    for (Hours.Span span : hoursOn(day).spans()) {
      Instant from = at(day, span.from());
      Instant to = at(day, span.to());
      // where a zone's clocks are put forward or back a span may lose its hour
      if (to.isAfter(from)) {
        intervals.add(new Interval(from, to));
      }
    }
    return intervals;
  }

  private Instant at(LocalDate day, int minute) {
    return day.plusDays(minute / Hours.DAY)
        .atTime(minute % Hours.DAY / 60, minute % 60)
        .atZone(zone)
        .toInstant();
  }

  private LocalDate date(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }
}
