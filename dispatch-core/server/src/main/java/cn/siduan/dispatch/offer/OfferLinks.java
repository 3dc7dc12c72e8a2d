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
import cn.siduan.dispatch.order.command.RefusalProblems;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that go out with an offer: whoever has one may accept or decline that offer for its
 * provider, until it is answered or over. Only their digests are kept.
 */
final class OfferLinks {

  /** Body of answerOfferByLink. */
  record Body(String token, boolean accept, @Nullable String reason) {}

  private record Linked(long orderId, int taskNo, int offerNo, long providerId, String name) {}

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private final Platform platform;
  private final Orders orders;

  OfferLinks(Platform platform, Orders orders) {
    this.platform = platform;
    this.orders = orders;
  }

  /** A new secret for an offer, written with it. */
  static String make(Tx tx, long orderId, int offerNo, Instant until) {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    tx.batch()
        .add(
            "insert into offer_link (token_digest, order_id, offer_no, expires_at) values (?, ?, ?,"
                + " ?)",
            digest(token),
            orderId,
            offerNo,
            until);
    return token;
  }

  ApiReply answer(ApiRequest request) {
    Body body = request.body(Body.class);
    return platform.commands().run(request, tx -> answer(tx, request, body));
  }

  private ApiReply answer(Tx tx, ApiRequest request, Body body) {
    Linked link =
        find(tx.handle(), body.token())
            .orElseThrow(() -> Problem.notFound("offer_link", "").exception());
    Order order = SystemOrders.lock(tx, link.orderId());
    Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
    By by =
        new By(
            Actor.dispatcher(0, link.name(), link.providerId()),
            Channel.OPEN_API,
            Tier.DISTRICT,
            now,
            now);
    OrderCommand command =
        body.accept()
            ? new OrderCommand.AcceptOffer(link.taskNo(), link.offerNo(), null)
            : new OrderCommand.DeclineOffer(
                link.taskNo(), link.offerNo(), Objects.requireNonNullElse(body.reason(), ""));
    Order after =
        switch (OrderLifecycle.decide(order, command, by)) {
          case Decision.Refused r ->
              throw RefusalProblems.of(r.refusal(), order, Json.object()).exception();
          case Decision.Accepted a -> {
            if (!a.events().isEmpty()) {
              orders.apply(tx, new OrderChange(order, a.order(), a.events(), by, request.id()));
              audit(tx, request, by, order);
            }
            yield a.order();
          }
        };
    return ApiReply.ok(
        Map.of(
            "number",
            after.number().digits(),
            "task_no",
            link.taskNo(),
            "state",
            after.findOffer(link.offerNo()).orElseThrow().state()));
  }

  private static void audit(Tx tx, ApiRequest request, By by, Order order) {
    AuditTrail.add(
        tx,
        by.recordedAt(),
        by.actor(),
        request.operation().id(),
        "order",
        order.number(),
        null,
        Map.of(),
        request.id());
  }

  private static Optional<Linked> find(Handle handle, String token) {
    return handle
        .createQuery(
            """
            select f.order_id, f.task_no, f.no, f.provider_id, p.name
            from offer_link l join offer f on f.order_id = l.order_id and f.no = l.offer_no
            join provider p on p.id = f.provider_id where l.token_digest = :digest\
            """)
        .bind("digest", digest(token))
        .map(
            (rs, _) ->
                new Linked(
                    rs.getLong(1), rs.getInt(2), rs.getInt(3), rs.getLong(4), rs.getString(5)))
        .findOne();
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
