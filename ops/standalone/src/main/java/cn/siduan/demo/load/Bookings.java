package cn.siduan.demo.load;

import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.demand.Rhythm;
import cn.siduan.demo.plan.PlannedOrder;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderState;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Bookable times at the sub-districts' centres, and who has booked them. */
final class Bookings {

  private static final int DAYS_AHEAD = 14;
  private static final int PLACES = 3;
  private static final List<Integer> HOURS = List.of(9, 10, 11, 14, 15, 16);

  private record Time(long itemId, long centreId, Instant startsAt) {}

  private static final class Slot {
    private final long id;
    private int booked;

    Slot(long id) {
      this.id = id;
    }
  }

  private final Map<Time, Slot> slots = new LinkedHashMap<>();
  private final Map<Long, Integer> places = new HashMap<>();
  private final DemoDistrict district;
  private final Ids ids;

  Bookings(DemoDistrict district, Ids ids) {
    this.district = district;
    this.ids = ids;
  }

  /** Times that can still be booked, from tomorrow on; nobody books a Sunday. */
  void open(Collection<Item> items, LocalDate today) {
    for (int ahead = 1; ahead <= DAYS_AHEAD; ahead++) {
      LocalDate day = today.plusDays(ahead);
      if (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        items.stream().filter(Item::byAppointment).forEach(item -> open(item, day));
      }
    }
  }

  private void open(Item item, LocalDate day) {
    for (var centre : district.places().subdistricts()) {
      for (int hour : HOURS) {
        Instant start = day.atTime(hour, 0).atZone(Rhythm.ZONE).toInstant();
        slot(new Time(item.id(), Ids.get(ids.centres(), centre.code()), start));
      }
    }
  }

  /** The slot of the time an order was booked for, at the centre of its sub-district. */
  long book(PlannedOrder plan, Item item, Instant time, long orderId) {
    String subdistrict = plan.household().communityCode().substring(0, 9) + "000";
    Slot slot = slot(new Time(item.id(), Ids.get(ids.centres(), subdistrict), time));
    places.put(orderId, ++slot.booked);
    return slot.id;
  }

  private Slot slot(Time time) {
    return slots.computeIfAbsent(time, _ -> new Slot(slots.size() + 1L));
  }

  void writeSlots(Handle handle, Instant at) {
    try (CopyTable table =
        new CopyTable(
            handle, "slot (id, item_id, centre_id, starts_at, ends_at, places, updated_at)")) {
      slots.forEach(
          (time, slot) ->
              table.row(
                  slot.id,
                  time.itemId(),
                  time.centreId(),
                  time.startsAt(),
                  time.startsAt().plus(Duration.ofHours(1)),
                  Math.max(PLACES, slot.booked),
                  at));
    }
  }

  /** A cancelled order has given its place back. */
  void writeBookings(Handle handle, List<Past> pasts) {
    try (CopyTable table =
        new CopyTable(handle, "booking (slot_id, place, order_id, booked_at, released_at)")) {
      for (Past past : pasts) {
        Order order = past.order();
        Integer place = places.get(order.id());
        if (place != null) {
          table.row(
              order.intake().slotId(),
              place,
              order.id(),
              order.receivedAt(),
              order.state() == OrderState.CANCELLED ? order.closedAt() : null);
        }
      }
    }
  }
}
