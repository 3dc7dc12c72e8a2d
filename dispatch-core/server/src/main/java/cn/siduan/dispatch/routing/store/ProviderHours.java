package cn.siduan.dispatch.routing.store;

import cn.siduan.dispatch.calendar.Calendars;
import cn.siduan.dispatch.calendar.OpeningHours;
import cn.siduan.dispatch.calendar.WorkingCalendar;
import cn.siduan.dispatch.routing.Opening;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider's own hours under the holidays of its calendar. */
public final class ProviderHours implements BiFunction<JsonNode, String, Opening> {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderHours.class);
  private static final String USUAL = "STANDARD";

  private record Hours(OpeningHours hours) implements Opening {
    @Override
    public boolean isOpen(Instant at) {
      return hours.isOpen(at);
    }

    @Override
    public Optional<Instant> findNextOpening(Instant at) {
      return hours.findNextOpening(at);
    }
  }

  private final Calendars calendars;

  public ProviderHours(Calendars calendars) {
    this.calendars = calendars;
  }

  /** Hours that cannot be read are those of the calendar: one bad row must not stop all routing. */
  @Override
  public Opening apply(JsonNode opening, String calendarCode) {
    WorkingCalendar calendar = calendars.find(calendarCode).orElseGet(() -> calendars.get(USUAL));
    try {
      return new Hours(OpeningHours.of(opening, calendar));
    } catch (IllegalArgumentException e) {
      LOG.warn("opening hours {} of a provider cannot be read", opening, e);
      return new Hours(new OpeningHours(calendar));
    }
  }
}
