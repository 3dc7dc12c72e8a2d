package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderEvent.TaskOffered;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Sends a provider's own system the secret with which it may answer an offer at /offers/answer. */
public final class WebhookLink implements OfferChannel {

  @Override
  public void bring(Tx tx, Order order, TaskOffered offer, String link, Instant at) {
    ObjectNode body =
        Json.object()
            .put("event", "OFFER_LINK")
            .put("number", order.number().digits())
            .put("task_no", offer.taskNo())
            .put("offer_no", offer.offerNo())
            .put("item_id", order.getTask(offer.taskNo()).itemId())
            .put("mode", offer.mode().name())
            .put("expires_at", offer.expiresAt().toString())
            .put("answer_path", "/api/v1/offers/answer")
            .put("token", link);
    tx.batch()
        .add(
            """
            insert into message (dedup_key, channel, template, language, recipient, provider_id, order_id, safety, body,
              state, due_at, created_at)
            select ?, 'WEBHOOK', 'OFFER', 'zh-CN', p.webhook_url, p.id, ?::bigint, false, ?, 'WAITING', t.at, t.at
            from provider p, (select ?::timestamptz as at) t where p.id = ?::bigint and p.webhook_url <> ''
            on conflict (dedup_key) do nothing\
            """,
            "order " + order.id() + " offer " + offer.offerNo() + " link",
            order.id(),
            body.toString(),
            at,
            offer.providerId());
  }
}
