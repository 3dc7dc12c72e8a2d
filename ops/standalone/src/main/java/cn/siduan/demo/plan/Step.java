package cn.siduan.demo.plan;

import cn.siduan.dispatch.order.OfferMode;
import cn.siduan.dispatch.order.Satisfaction;
import java.time.Instant;
import java.util.List;

/** One thing done to an order, each the wish for one command on its lead task of the round. */
public sealed interface Step {

  Instant at();

  /** 直接答复, while the order is taken. */
  record Answered(Instant at, String answer) implements Step {}

  record Offered(Instant at, List<String> providers, OfferMode mode, Instant expiresAt)
      implements Step {}

  record Declined(Instant at, String provider, String reason) implements Step {}

  record OfferExpired(Instant at, String provider) implements Step {}

  record Accepted(Instant at, String provider, String worker) implements Step {}

  record VisitScheduled(Instant at, Instant when) implements Step {}

  record Departed(Instant at) implements Step {}

  record Arrived(Instant at) implements Step {}

  record Started(Instant at) implements Step {}

  record Resolved(Instant at, String result) implements Step {}

  record NotCompleted(Instant at, String reason) implements Step {}

  record SuspensionRequested(Instant at, String reason) implements Step {}

  record SuspensionGranted(Instant at) implements Step {}

  record Resumed(Instant at) implements Step {}

  record ReturnRequested(Instant at, String reason) implements Step {}

  record ReturnGranted(Instant at) implements Step {}

  record Chased(Instant at, String note) implements Step {}

  /** "Not resolved" reopens the order. */
  record FollowedUp(Instant at, boolean resolved, Satisfaction satisfaction, String note)
      implements Step {}

  record ClosedWithoutFollowUp(Instant at, String reason) implements Step {}

  record Cancelled(Instant at, String reason) implements Step {}

  /**
   * 归并, as a duplicate.
   *
   * @param into key of an order planned for earlier
   */
  record Merged(Instant at, String into, String reason) implements Step {}
}
