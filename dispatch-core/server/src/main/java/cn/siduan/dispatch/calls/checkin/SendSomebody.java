package cn.siduan.dispatch.calls.checkin;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.calls.checkin.CheckInStore.CheckIn;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.TrackingToken;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.workqueue.NewWork;
import cn.siduan.dispatch.workqueue.QueueName;
import cn.siduan.dispatch.workqueue.WorkQueue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Makes an urgent order of a check-in that reached nobody, and puts it before the people of the
 * community at once, with what was tried.
 */
public final class SendSomebody {

  private static final int LONGEST_SUMMARY = 1_900;

  private final Orders orders;
  private final CatalogueDirectory catalogue;
  private final WorkQueue work;
  private final String itemCode;
  private final ZoneId zone;

  /**
   * @param itemCode the catalogue's code of a visit; where there is none, there is work but no
   *     order
   */
  public SendSomebody(
      Orders orders, CatalogueDirectory catalogue, WorkQueue work, String itemCode, ZoneId zone) {
    this.orders = orders;
    this.catalogue = catalogue;
    this.work = work;
    this.itemCode = itemCode;
    this.zone = zone;
  }

  void toTheDoor(Tx tx, CheckIn checkIn, Instant now) {
    List<String> trail = CheckInStore.trail(tx.handle(), checkIn.id(), zone);
    ObjectNode payload = Json.object().put("check_in_id", checkIn.id());
    payload.put("resident_id", checkIn.residentId()).put("address", checkIn.address());
    trail.forEach(payload.putArray("tried")::add);
    findItem(tx)
        .ifPresent(item -> payload.put("order_number", open(tx, checkIn, item, trail, now)));
    work.put(
        tx,
        NewWork.of(
                QueueName.people(checkIn.centreId(), QueueName.ANYBODY),
                Priority.EMERGENCY,
                "check-in/" + checkIn.id())
            .with(payload));
  }

  private Optional<Item> findItem(Tx tx) {
    return tx.handle()
        .createQuery("select id from service_item where code = :code and retired_at is null")
        .bind("code", itemCode)
        .mapTo(Long.class)
        .findOne()
        .flatMap(catalogue::find);
  }

  private String open(Tx tx, CheckIn checkIn, Item item, List<String> trail, Instant now) {
    By by = new By(Actor.SYSTEM, Channel.PHONE, Tier.DISTRICT, now, now);
    OrderCommand.Open open =
        new OrderCommand.Open(intake(tx, checkIn, item, trail), List.of(), null);
    return switch (OrderLifecycle.decide(null, open, by)) {
      case Decision.Refused r ->
          throw new IllegalStateException("an order was refused: " + r.refusal());
      case Decision.Accepted a -> {
        orders.apply(
            tx, new OrderChange(null, a.order(), a.events(), by, "check-in-" + checkIn.id()));
        CheckInStore.order(tx, checkIn, a.order().id());
        yield a.order().number().digits();
      }
    };
  }

  private static Intake intake(Tx tx, CheckIn checkIn, Item item, List<String> trail) {
    return new Intake(
        OrderStore.nextId(tx.handle()),
        Channel.PHONE,
        Tier.DISTRICT,
        Priority.HIGH,
        item.id(),
        item.formVersion(),
        checkIn.residentId(),
        checkIn.householdId(),
        checkIn.name(),
        checkIn.phone(),
        checkIn.address(),
        checkIn.centreId(),
        null,
        null,
        summary(trail),
        Json.object(),
        null,
        null,
        List.of(),
        TrackingToken.next(),
        null);
  }

  static String summary(List<String> trail) {
    String text = "关爱电话无人应答，请马上上门看望。已试过：" + String.join("；", trail);
    return text.length() > LONGEST_SUMMARY ? text.substring(0, LONGEST_SUMMARY) : text;
  }
}
