package cn.siduan.dispatch.calls;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.OrderNumber;
import cn.siduan.contract.Tier;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.catalogue.ItemKind;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.TrackingToken;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a caller can do by key: hear what became of an order, and order the same again. */
public final class OrdersByPhone {

  private static final DateTimeFormatter CHINESE = DateTimeFormatter.ofPattern("M月d日H点m分");

  private final Orders orders;
  private final CatalogueDirectory catalogue;
  private final ZoneId zone;

  public OrdersByPhone(Orders orders, CatalogueDirectory catalogue, ZoneId zone) {
    this.orders = orders;
    this.catalogue = catalogue;
    this.zone = zone;
  }

  /** The newest order of this telephone. */
  Optional<Order> findLatest(Handle handle, String number) {
    return number.isEmpty()
        ? Optional.empty()
        : handle
            .createQuery(
                """
                select id from service_order where contact_phone = :number order by id desc limit 1
                """)
            .bind("number", number)
            .mapTo(Long.class)
            .findOne()
            .flatMap(id -> OrderStore.find(handle, id));
  }

  /**
   * An order by its number, if it was made from this telephone: numbers can be guessed, so a number
   * alone opens nothing.
   */
  Optional<Order> findOwn(Handle handle, OrderNumber number, String phone) {
    return OrderStore.find(handle, number.id())
        .filter(o -> o.intake().contactPhone().equals(phone));
  }

  /** What became of it, in a sentence. */
  Phrase status(Handle handle, Order order) {
    String item = itemName(order.intake().itemId());
    Task task = order.currentTasks().isEmpty() ? null : order.currentTasks().getFirst();
    String provider = task == null ? "" : providerName(handle, task.providerId());
    return switch (order.state()) {
      case RECEIVED, REOPENED, MERGED -> Phrase.of("status-received", Map.of("item", item));
      case FOLLOW_UP, CLOSED, CANCELLED -> Phrase.of("status-done", Map.of("item", item));
      case IN_PROGRESS ->
          task == null || task.providerId() == null
              ? Phrase.of("status-received", Map.of("item", item))
              : held(task, item, provider);
    };
  }

  private Phrase held(Task task, String item, String provider) {
    Instant when = task.scheduledFor();
    return when == null
        ? Phrase.of("status-in-progress", Map.of("item", item, "provider", provider))
        : Phrase.of(
            "status-accepted",
            Map.of("item", item, "provider", provider, "time", CHINESE.format(when.atZone(zone))));
  }

  /**
   * The same service as last time, taken down at once. Appointments are not: the time is for a
   * person to agree on.
   *
   * @param call the same call orders once, however often the key is pressed
   */
  Optional<Order> repeat(Tx tx, Call call, Instant now) {
    Order last = findLatest(tx.handle(), call.number()).orElse(null);
    if (last == null || call.orderId() != null) {
      return Optional.ofNullable(last).filter(_ -> call.orderId() != null);
    }
    Item item = catalogue.find(last.intake().itemId()).orElse(null);
    if (item == null || item.retired() || item.kind() == ItemKind.APPOINTMENT) {
      return Optional.empty();
    }
    By by = new By(Actor.SYSTEM, Channel.PHONE, Tier.DISTRICT, now, now);
    Intake again = again(last.intake(), OrderStore.nextId(tx.handle()), call, item.formVersion());
    return switch (OrderLifecycle.decide(null, new OrderCommand.Open(again, List.of(), null), by)) {
      case Decision.Refused r ->
          throw new IllegalStateException("a repeated order was refused: " + r.refusal());
      case Decision.Accepted a -> {
        orders.apply(tx, new OrderChange(null, a.order(), a.events(), by, call.id()));
        CallStore.order(tx, call.id(), a.order().id());
        yield Optional.of(a.order());
      }
    };
  }

  private static Intake again(Intake last, long id, Call call, int formVersion) {
    return new Intake(
        id,
        Channel.PHONE,
        Tier.DISTRICT,
        call.priority(),
        last.itemId(),
        formVersion,
        last.residentId(),
        last.householdId(),
        last.contactName(),
        last.contactPhone(),
        last.address(),
        last.centreId(),
        last.latitude(),
        last.longitude(),
        last.summary(),
        last.form(),
        null,
        null,
        List.of(),
        TrackingToken.next(),
        null);
  }

  String itemName(long itemId) {
    return catalogue.find(itemId).map(Item::name).orElse("");
  }

  private static String providerName(Handle handle, @Nullable Long providerId) {
    return providerId == null
        ? ""
        : Objects.requireNonNullElse(
            handle
                .createQuery("select name from provider where id = :id")
                .bind("id", providerId)
                .mapTo(String.class)
                .findOne()
                .orElse(null),
            "");
  }
}
