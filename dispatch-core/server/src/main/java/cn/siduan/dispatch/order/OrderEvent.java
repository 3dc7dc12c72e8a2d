package cn.siduan.dispatch.order;

import cn.siduan.contract.Tier;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an order. Names and fields are kept for ever: they are in the history.
 */
public sealed interface OrderEvent {

  /** Events of one task. */
  sealed interface OfTask extends OrderEvent {
    int taskNo();
  }

  record OrderOpened(Intake intake) implements OrderEvent {}

  record TaskAdded(int taskNo, TaskRole role, long itemId) implements OfTask {}

  /** The order left RECEIVED or REOPENED because its first task was put to a provider. */
  record OrderDispatched() implements OrderEvent {}

  record OrderAnswered(String answer) implements OrderEvent {}

  /** All tasks of the round are over; waits for follow-up. */
  record OrderHandled() implements OrderEvent {}

  record FollowedUp(boolean resolved, @Nullable Satisfaction satisfaction, String note)
      implements OrderEvent {}

  record OrderClosed(String reason) implements OrderEvent {}

  record OrderCancelled(String reason) implements OrderEvent {}

  record OrderReopened(String reason, int round) implements OrderEvent {}

  record OrderMerged(long intoId, String reason) implements OrderEvent {}

  record OrderUnmerged(String reason) implements OrderEvent {}

  record MergeAbsorbed(long sourceId) implements OrderEvent {}

  record MergeReleased(long sourceId) implements OrderEvent {}

  record OrderSplit(long newOrderId, List<Integer> taskNos, String reason) implements OrderEvent {}

  record Chased(String note) implements OrderEvent {}

  record Supervised(String note, Instant dueAt) implements OrderEvent {}

  record NoteAdded(String text) implements OrderEvent {}

  record Attached(UUID attachmentId, String kind, String name, @Nullable Integer taskNo)
      implements OrderEvent {}

  /**
   * A worker's visit came to nothing here: the task was no longer theirs. What they did is kept.
   */
  record EvidenceKept(int taskNo, String what, String why, String said, @Nullable UUID attachmentId)
      implements OrderEvent {}

  /** A promise was broken; {@code late} if that was noticed only after a downtime. */
  record ClockBreached(ClockKind clock, int round, Instant due, boolean late, Tier escalatedTo)
      implements OrderEvent {}

  /** Nobody ended a breach in time: the next tier has it. */
  record BreachEscalated(ClockKind clock, int round, Tier escalatedTo) implements OrderEvent {}

  record ServiceLevelChanged(String from, String to, String reason) implements OrderEvent {}

  /**
   * @param reason why it was placed by hand
   */
  record TaskOffered(
      int taskNo,
      int offerNo,
      long providerId,
      OfferMode mode,
      Instant expiresAt,
      @Nullable String reason)
      implements OfTask {}

  record OfferAccepted(int taskNo, int offerNo, long providerId, @Nullable Long workerId)
      implements OfTask {}

  record OfferDeclined(int taskNo, int offerNo, long providerId, String reason) implements OfTask {}

  record OfferExpired(int taskNo, int offerNo, long providerId) implements OfTask {}

  record OfferRevoked(int taskNo, int offerNo, long providerId, String reason) implements OfTask {}

  record OfferSuperseded(int taskNo, int offerNo, long providerId) implements OfTask {}

  record WorkerNamed(int taskNo, long workerId) implements OfTask {}

  record VisitScheduled(int taskNo, Instant when) implements OfTask {}

  record WorkerDeparted(int taskNo) implements OfTask {}

  record WorkerArrived(int taskNo, @Nullable Double latitude, @Nullable Double longitude)
      implements OfTask {}

  record WorkStarted(int taskNo) implements OfTask {}

  record TaskResolved(int taskNo, String result) implements OfTask {}

  record TaskNotCompleted(int taskNo, String reason) implements OfTask {}

  record TaskWithdrawn(int taskNo, String reason) implements OfTask {}

  record ReturnRequested(int taskNo, String reason) implements OfTask {}

  record ReturnApproved(int taskNo) implements OfTask {}

  record ReturnRefused(int taskNo, String reason) implements OfTask {}

  record SuspensionRequested(int taskNo, String reason) implements OfTask {}

  record SuspensionGranted(int taskNo) implements OfTask {}

  record SuspensionRefused(int taskNo, String reason) implements OfTask {}

  record TaskResumed(int taskNo) implements OfTask {}

  record ExtensionRequested(int taskNo, int days, String reason) implements OfTask {}

  record ExtensionGranted(int taskNo, int days) implements OfTask {}

  record ExtensionRefused(int taskNo, String reason) implements OfTask {}

  record TaskReassigned(int taskNo, long fromProviderId, String reason) implements OfTask {}
}
