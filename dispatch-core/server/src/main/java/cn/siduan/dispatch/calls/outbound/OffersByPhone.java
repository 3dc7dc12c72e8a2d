package cn.siduan.dispatch.calls.outbound;

import cn.siduan.dispatch.offer.OfferChannel;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderEvent.TaskOffered;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;

/** Lets providers without a screen be called with their offers, at once and until they are over. */
public final class OffersByPhone implements OfferChannel {

  private static final int ATTEMPTS = 4;
  private static final int RETRY_SECONDS = 120;

  @Override
  public void bring(Tx tx, Order order, TaskOffered offer, String link, Instant at) {
    tx.batch()
        .add(
            """
            insert into outbound_call (purpose, number, subject, dedup_key, state, not_before, not_after,
              most_attempts, retry_seconds, since)
            select 'OFFER', p.phone, ?, ?, 'WAITING', t.at, ?, ?, ?, t.at
            from provider p, (select ?::timestamptz as at) t
            where p.id = ?::bigint and p.phone ~ '^[0-9]{3,20}$'
            on conflict (dedup_key) do nothing\
            """,
            Json.object()
                .put("order_id", order.id())
                .put("task_no", offer.taskNo())
                .put("offer_no", offer.offerNo()),
            "offer/" + order.id() + "/" + offer.offerNo(),
            offer.expiresAt(),
            ATTEMPTS,
            RETRY_SECONDS,
            at,
            offer.providerId());
  }
}
