package cn.siduan.dispatch.calls.outbound;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When residents may be called.
 *
 * @param begins the first minute of the day
 * @param ends the first minute at which it is too late
 */
public record CallHours(LocalTime begins, LocalTime ends, ZoneId zone) {

  public boolean isOpen(Instant at) {
    LocalTime time = at.atZone(zone).toLocalTime();
    return !time.isBefore(begins) && time.isBefore(ends);
  }

  /** That instant, or the next morning. */
  public Instant from(Instant at) {
    if (isOpen(at)) {
      return at;
    }
    ZonedDateTime local = at.atZone(zone);
    ZonedDateTime today = local.with(begins);
    return (local.toLocalTime().isBefore(begins) ? today : today.plusDays(1)).toInstant();
  }
}
