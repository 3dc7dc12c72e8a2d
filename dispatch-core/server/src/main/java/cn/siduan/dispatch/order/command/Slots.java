package cn.siduan.dispatch.order.command;

import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.catalogue.ItemKind;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Books a place of a slot for an order. The slot's row is locked while a free place is looked for,
 * and a partial unique index keeps two orders out of one place whatever happens.
 */
public final class Slots implements OrderEventHandler {

  private record Slot(long itemId, Instant startsAt, int places, int taken, boolean retired) {}

  /** The item, the slot and the time fit together, and a place is free. */
  static void check(Tx tx, @Nullable Long slotId, Item item, Instant now) {
    if (item.kind() == ItemKind.APPOINTMENT && slotId == null) {
      throw Problem.input(FieldError.of("slot_id", "", "required")).exception();
    }
    if (slotId == null) {
      return;
    }
    Slot slot =
        tx.handle()
            .createQuery(
                """
                select item_id, starts_at, places, retired_at is not null as retired,
                  (select count(*) from booking b where b.slot_id = s.id and b.released_at is null) as taken
                from (select * from slot where id = :id for update) s\
                """)
            .bind("id", slotId)
            .map(
                (rs, _) ->
                    new Slot(
                        rs.getLong("item_id"),
                        rs.getTimestamp("starts_at").toInstant(),
                        rs.getInt("places"),
                        rs.getInt("taken"),
                        rs.getBoolean("retired")))
            .findOne()
            .filter(s -> s.itemId() == item.id() && !s.retired())
            .orElseThrow(
                () -> Problem.input(FieldError.of("slot_id", slotId, "no-such-slot")).exception());
    if (!slot.startsAt().isAfter(now)) {
      throw Problem.input(FieldError.of("slot_id", slotId, "slot-over")).exception();
    }
    if (slot.taken() >= slot.places()) {
      throw Problem.of(409, "slot-taken").exception();
    }
  }

  static void book(Tx tx, @Nullable Long slotId, Order order) {
    if (slotId == null || !order.state().isOpen()) {
      return;
    }
    tx.batch()
        .addFence(
            """
            insert into booking (slot_id, place, order_id, booked_at)
            select s.id, p, ?, ? from slot s, generate_series(1, s.places) p
            where s.id = ? and not exists (
              select 1 from booking b where b.slot_id = s.id and b.place = p and b.released_at is null)
            order by p limit 1\
            """,
            order.id(),
            order.receivedAt(),
            slotId);
  }

  /** Gives the place back when the order needs it no more. */
  @Override
  public void on(Tx tx, OrderChange change) {
    boolean over =
        change.events().stream()
            .anyMatch(
                e ->
                    e instanceof OrderEvent.OrderCancelled
                        || e instanceof OrderEvent.OrderAnswered);
    if (over && change.after().intake().slotId() != null) {
      tx.batch()
          .add(
              "update booking set released_at = ? where order_id = ? and released_at is null",
              Objects.requireNonNull(change.after().updatedAt()),
              change.after().id());
    }
  }
}
