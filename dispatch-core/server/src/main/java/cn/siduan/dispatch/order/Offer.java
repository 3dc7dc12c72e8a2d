package cn.siduan.dispatch.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 派单: a task put to one provider until {@code expiresAt}. Numbered within its order. */
public record Offer(
    int no,
    int taskNo,
    long providerId,
    OfferMode mode,
    OfferState state,
    @Nullable String reason,
    Instant offeredAt,
    Instant expiresAt,
    @Nullable Instant closedAt) {

  Offer closed(OfferState newState, @Nullable String why, Instant at) {
    return new Offer(no, taskNo, providerId, mode, newState, why, offeredAt, expiresAt, at);
  }
}
