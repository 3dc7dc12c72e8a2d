package cn.siduan.dispatch.calls.outbound;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Tier;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 回访: was it settled, and how satisfied. "No" reopens the order and leads to a person. */
public final class FollowUpDialogue implements Dialogue {

  private static final int SETTLED = 0;
  private static final int SATISFIED = 1;

  private final Orders orders;
  private final CatalogueDirectory catalogue;
  private final Clock clock;

  public FollowUpDialogue(Orders orders, CatalogueDirectory catalogue, Clock clock) {
    this.orders = orders;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @Override
  public Purpose purpose() {
    return Purpose.FOLLOW_UP;
  }

  @Override
  public Turn begin(Tx tx, OutCall call) {
    return findOpen(tx, call)
        .map(order -> Turn.ask(SETTLED, question(order)))
        .orElseGet(() -> Turn.farewell("SETTLED_MEANWHILE", Phrase.of("thank-you")));
  }

  private Phrase question(Order order) {
    String item = catalogue.find(order.intake().itemId()).map(Item::name).orElse("");
    return Phrase.of("follow-up-ask", Map.of("item", item));
  }

  @Override
  public Turn key(Tx tx, OutCall call, String key) {
    Order order = findOpen(tx, call).orElse(null);
    if (order == null) {
      return Turn.farewell("SETTLED_MEANWHILE", Phrase.of("thank-you"));
    }
    return call.step() == SETTLED ? settled(tx, call, order, key) : satisfied(tx, call, order, key);
  }

  private Turn settled(Tx tx, OutCall call, Order order, String key) {
    return switch (key) {
      case "1" -> Turn.ask(SATISFIED, Phrase.of("after-satisfied"));
      case "2" -> {
        say(tx, call, order, false, null);
        yield Turn.human(
            "NOT_RESOLVED", Priority.HIGH, order.id(), Phrase.of("follow-up-reopened"));
      }
      default -> Dialogue.again(call, Turn.ask(SETTLED, question(order)), order.id());
    };
  }

  /** Whoever presses nothing here has still said that it is settled. */
  private Turn satisfied(Tx tx, OutCall call, Order order, String key) {
    say(tx, call, order, true, satisfaction(key));
    return Turn.farewell("RESOLVED " + key, Phrase.of("thank-you"));
  }

  static @Nullable Satisfaction satisfaction(String key) {
    return switch (key) {
      case "1" -> Satisfaction.SATISFIED;
      case "2" -> Satisfaction.FAIRLY_SATISFIED;
      case "3" -> Satisfaction.DISSATISFIED;
      default -> null;
    };
  }

  @Override
  public void hungUp(Tx tx, OutCall call) {
    findOpen(tx, call).ifPresent(order -> say(tx, call, order, true, null));
  }

  /** It stays for a person to follow up. */
  @Override
  public void failed(Tx tx, OutCall call) {}

  private void say(
      Tx tx, OutCall call, Order order, boolean resolved, @Nullable Satisfaction satisfaction) {
    Long resident = order.intake().residentId();
    Actor actor =
        Actor.resident(
            resident == null ? 0 : resident, order.intake().contactName(), call.number());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    orders.carryOut(
        tx,
        order,
        new OrderCommand.FollowUp(resolved, satisfaction, ""),
        new By(actor, Channel.PHONE, Tier.DISTRICT, now, now),
        call.callId());
  }

  /** Locked; if the same round still waits for its follow-up. */
  private static Optional<Order> findOpen(Tx tx, OutCall call) {
    long id = call.subject().get("order_id").longValue();
    tx.handle().execute("select 1 from service_order where id = ? for update", id);
    return OrderStore.find(tx.handle(), id)
        .filter(o -> o.state() == OrderState.FOLLOW_UP)
        .filter(o -> o.round() == call.subject().get("round").intValue());
  }
}
