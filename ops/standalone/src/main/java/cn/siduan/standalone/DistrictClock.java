package cn.siduan.standalone;

import cn.siduan.dispatch.calendar.WorkingCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What time it is in the demo district. One that began at another time of day than it was stays
 * ahead by as much, from start to start: in no district does the clock go back.
 */
final class DistrictClock {

  private DistrictClock() {}

  /**
   * @param at null for the time it is
   * @throws CannotStart if a district that is there already should begin at another time
   */
  static Clock of(DataFolder folder, @Nullable LocalTime at, WorkingCalendar office, Clock real) {
    Path file = folder.path().resolve("clock-ahead");
    if (at != null && !folder.isNew()) {
      throw new CannotStart(
          "The district in %s has its own time already, so --at %s cannot be had. Maybe leave it out, or --reset."
              .formatted(folder.path(), at));
    }
    try {
      if (at != null) {
        Duration ahead = Duration.between(real.instant(), next(at, office, real.instant()));
        Files.writeString(file, ahead.toString());
      }
      return Files.exists(file) ? Clock.offset(real, Duration.parse(Files.readString(file))) : real;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant next(LocalTime at, WorkingCalendar office, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, office.zone());
    while (!office.isWorkingDay(day) || on(day, at, office).isBefore(now)) {
      day = day.plusDays(1);
    }
    return on(day, at, office);
  }

  private static Instant on(LocalDate day, LocalTime at, WorkingCalendar office) {
    return day.atTime(at).atZone(office.zone()).toInstant();
  }
}
