package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.notify.OfferWording;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderEvent.TaskOffered;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Tells a provider's own system of an offer, in one message with the secret by which it may answer
 * at /offers/answer.
 */
public final class WebhookLink implements OfferChannel {

  private final OfferWording wording;

  public WebhookLink(OfferWording wording) {
    this.wording = wording;
  }

  @Override
  public void bring(Tx tx, Order order, TaskOffered offer, String link, Instant at) {
    OfferWording.Said said = wording.say(order, offer);
    ObjectNode body =
        Json.object()
            .put("event", said.template())
            .put("number", order.number().digits())
            .put("task_no", offer.taskNo())
            .put("offer_no", offer.offerNo())
            .put("item_id", order.getTask(offer.taskNo()).itemId())
            .put("mode", offer.mode().name())
            .put("expires_at", offer.expiresAt().toString())
            .put("answer_path", "/api/v1/offers/answer")
            .put("token", link)
            .put("text", said.text());
    tx.batch()
        .add(
            """
            insert into message (dedup_key, channel, template, language, recipient, provider_id, order_id, safety, body,
              state, due_at, created_at, expires_at)
            select ?, 'WEBHOOK', ?, 'zh-CN', p.webhook_url, p.id, ?::bigint, ?::boolean, ?, 'WAITING', t.at, t.at,
              ?::timestamptz
            from provider p, (select ?::timestamptz as at) t where p.id = ?::bigint and p.webhook_url <> ''
            on conflict (dedup_key) do nothing\
            """,
            "order " + order.id() + " offer " + offer.offerNo() + " link",
            said.template(),
            order.id(),
            said.safety(),
            body.toString(),
            offer.expiresAt(),
            at,
            offer.providerId());
  }
}
