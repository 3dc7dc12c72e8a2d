package cn.siduan.dispatch.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 接单: an accepted offer. At most one per task has no end. */
public record Assignment(
    int offerNo, int taskNo, long providerId, Instant beganAt, @Nullable Instant endedAt) {

  Assignment ended(Instant at) {
    return new Assignment(offerNo, taskNo, providerId, beganAt, at);
  }
}
