package cn.siduan.dispatch.offer;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A provider's answer that came otherwise than over the API, with the same care. */
public final class AnswerOffer {

  /** Which offer is answered. */
  public record Which(long orderId, int taskNo, int offerNo) {}

  /** What came of it. */
  public enum Outcome {
    ACCEPTED,
    DECLINED,
    /** Somebody else has it, or its time is over. */
    TOO_LATE
  }

  private final Orders orders;
  private final Clock clock;

  public AnswerOffer(Orders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * @param reason why it is declined
   */
  public Outcome answer(
      Tx tx, Which which, boolean accept, String reason, Channel channel, String requestId) {
    Order order = SystemOrders.lock(tx, which.orderId());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    By by = new By(provider(tx, order, which), channel, Tier.DISTRICT, now, now);
    OrderCommand command =
        accept
            ? new OrderCommand.AcceptOffer(which.taskNo(), which.offerNo(), null)
            : new OrderCommand.DeclineOffer(which.taskNo(), which.offerNo(), reason);
    return switch (OrderLifecycle.decide(order, command, by)) {
      case Decision.Refused _ -> Outcome.TOO_LATE;
      case Decision.Accepted a -> {
        if (!a.events().isEmpty()) {
          orders.apply(tx, new OrderChange(order, a.order(), a.events(), by, requestId));
        }
        yield accept ? Outcome.ACCEPTED : Outcome.DECLINED;
      }
    };
  }

  private static Actor provider(Tx tx, Order order, Which which) {
    long id = order.findOffer(which.offerNo()).orElseThrow().providerId();
    String name =
        tx.handle()
            .createQuery("select name from provider where id = :id")
            .bind("id", id)
            .mapTo(String.class)
            .one();
    return Actor.dispatcher(0, name, id);
  }
}
