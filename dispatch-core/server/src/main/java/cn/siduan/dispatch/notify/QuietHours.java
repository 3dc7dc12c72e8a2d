package cn.siduan.dispatch.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Hours in which residents are told nothing but what concerns safety.
 *
 * @param from first moment of quiet
 * @param to first moment after it; earlier in the day than {@code from} if the night lies between
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  /** The moment itself if people may be told then, or else the end of the quiet around it. */
  public Instant next(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean overnight = from.isAfter(to);
    boolean quiet =
        overnight
            ? !time.isBefore(from) || time.isBefore(to)
            : !time.isBefore(from) && time.isBefore(to);
    if (!quiet) {
      return moment;
    }
    boolean endsTomorrow = overnight && !time.isBefore(from);
    return local.toLocalDate().plusDays(endsTomorrow ? 1 : 0).atTime(to).atZone(zone).toInstant();
  }
}
