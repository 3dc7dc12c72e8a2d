package cn.siduan.dispatch.calls.outbound;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;

/**
 * Lets residents be called after their order was handled, if it was drawn for follow-up. Listed
 * after whoever draws.
 */
public final class FollowUpsByPhone implements OrderEventHandler {

  private final OutboundSettings settings;
  private final CallHours hours;

  public FollowUpsByPhone(OutboundSettings settings, CallHours hours) {
    this.settings = settings;
    this.hours = hours;
  }

  @Override
  public void on(Tx tx, OrderChange change) {
    for (OrderEvent event : change.events()) {
      switch (event) {
        case OrderEvent.OrderHandled _ -> handled(tx, change.after(), change.by().recordedAt());
        case OrderEvent.FollowedUp _, OrderEvent.OrderClosed _, OrderEvent.OrderReopened _ ->
            cancel(tx, change.after().id());
        // the others leave follow-up as it is
        case OrderEvent _ -> {}
      }
    }
  }

  private void handled(Tx tx, Order order, Instant at) {
    if (!settings.followUpChannels().contains(order.intake().channel().name())
        || !order.intake().contactPhone().matches("[0-9]{5,20}")) {
      return;
    }
    Instant from = hours.from(at.plus(settings.followUpAfter()));
    tx.batch()
        .add(
            """
            insert into outbound_call (purpose, number, language, loud, resident_id, subject, dedup_key, state,
              not_before, not_after, most_attempts, retry_seconds, since)
            select 'FOLLOW_UP', ?, coalesce(r.language, 'zh-CN'), coalesce('HARD_OF_HEARING' = any(r.care_flags), false),
              r.id, ?, ?, 'WAITING', ?, ?, ?, ?, ?
            from follow_up f left join resident r on r.id = ?::bigint
            where f.order_id = ? and f.round = ? and f.sampled
            on conflict (dedup_key) do nothing\
            """,
            order.intake().contactPhone(),
            Json.object().put("order_id", order.id()).put("round", order.round()),
            "follow-up/" + order.id() + "/" + order.round(),
            from,
            from.plus(settings.retry().multipliedBy(settings.attempts())).plusSeconds(172_800),
            settings.attempts(),
            (int) settings.retry().toSeconds(),
            at,
            order.intake().residentId(),
            order.id(),
            order.round());
  }

  /** Said already, in another way. */
  private static void cancel(Tx tx, long orderId) {
    tx.batch()
        .add(
            """
            update outbound_call set state = 'CANCELLED'
            where purpose = 'FOLLOW_UP' and state = 'WAITING' and dedup_key like ?\
            """,
            "follow-up/" + orderId + "/%");
  }
}
