package cn.siduan.dispatch.order;

import cn.siduan.contract.Tier;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of an order. Who may ask, and when, is {@link OrderLifecycle}'s to decide. */
public sealed interface OrderCommand {

  /** Commands on one task of the order. */
  sealed interface OnTask extends OrderCommand {
    int taskNo();
  }

  /** Take a new order; with an answer it is closed at once (直接答复). */
  record Open(Intake intake, List<Long> assistItemIds, @Nullable String directAnswer)
      implements OrderCommand {}

  record AnswerDirectly(String answer) implements OrderCommand {}

  record Cancel(String reason) implements OrderCommand {}

  record Reopen(String reason) implements OrderCommand {}

  /** Become part of another order, given in its present state. */
  record Merge(Order target, String reason) implements OrderCommand {}

  record Unmerge(String reason) implements OrderCommand {}

  /** The other side of {@link Merge}. */
  record AbsorbMerged(long sourceId) implements OrderCommand {}

  /** The other side of {@link Unmerge}. */
  record ReleaseMerged(long sourceId) implements OrderCommand {}

  /** Give unplaced tasks to an order of their own. */
  record SplitOff(List<Integer> taskNos, long newOrderId, String reason) implements OrderCommand {}

  /** Add a co-handler's task (协办). */
  record AddTask(long itemId) implements OrderCommand {}

  /** 催办 */
  record Chase(String note) implements OrderCommand {}

  /** 督办 */
  record Supervise(String note, Instant dueAt) implements OrderCommand {}

  record AddNote(String text) implements OrderCommand {}

  record Attach(UUID attachmentId, String kind, String name, @Nullable Integer taskNo)
      implements OrderCommand {}

  /**
   * What a worker did at the door before they could know that the task was no longer theirs.
   *
   * @param what the step, or the kind of a file
   * @param why what had happened meanwhile
   */
  record KeepEvidence(int taskNo, String what, String why, String said, @Nullable UUID attachmentId)
      implements OrderCommand {}

  /** 回访: what the resident said; "not resolved" reopens. */
  record FollowUp(boolean resolved, @Nullable Satisfaction satisfaction, String note)
      implements OrderCommand {}

  /** File an order that follow-up sampling left out, or whose resident could not be reached. */
  record CloseWithoutFollowUp(String reason) implements OrderCommand {}

  /**
   * A clock has run out. Whether it has is for the clocks to say; here, whether it still matters.
   */
  record RecordBreach(ClockKind clock, int round, Instant due, boolean late, Tier escalatedTo)
      implements OrderCommand {}

  /** A breach goes to the next tier. */
  record EscalateBreach(ClockKind clock, int round, Tier escalatedTo) implements OrderCommand {}

  /**
   * @param from the level it has now
   */
  record ChangeServiceLevel(String from, String to, String reason) implements OrderCommand {}

  /**
   * @param reason why a dispatcher places it by hand; null when the router does
   */
  record OfferTask(
      int taskNo,
      List<Long> providerIds,
      OfferMode mode,
      Instant expiresAt,
      @Nullable String reason)
      implements OnTask {
    public OfferTask(int taskNo, List<Long> providerIds, OfferMode mode, Instant expiresAt) {
      this(taskNo, providerIds, mode, expiresAt, null);
    }
  }

  record AcceptOffer(int taskNo, int offerNo, @Nullable Long workerId) implements OnTask {}

  record DeclineOffer(int taskNo, int offerNo, String reason) implements OnTask {}

  record ExpireOffer(int taskNo, int offerNo) implements OnTask {}

  record RevokeOffer(int taskNo, int offerNo, String reason) implements OnTask {}

  record NameWorker(int taskNo, long workerId) implements OnTask {}

  record ScheduleVisit(int taskNo, Instant when) implements OnTask {}

  record Depart(int taskNo) implements OnTask {}

  /** Check-in at the door; the position is optional, residents' homes have poor reception. */
  record Arrive(int taskNo, @Nullable Double latitude, @Nullable Double longitude)
      implements OnTask {}

  record StartWork(int taskNo) implements OnTask {}

  record ResolveTask(int taskNo, String result) implements OnTask {}

  record CannotComplete(int taskNo, String reason) implements OnTask {}

  /** 退单 */
  record RequestReturn(int taskNo, String reason) implements OnTask {}

  /** 挂起 */
  record RequestSuspension(int taskNo, String reason) implements OnTask {}

  /**
   * 延期
   *
   * @param days working days beyond the present deadline
   */
  record RequestExtension(int taskNo, int days, String reason) implements OnTask {}

  /**
   * @param days of an extension, if fewer are granted than were asked for
   * @param mostDays that all extensions of a task may come to
   */
  record Grant(int taskNo, @Nullable Integer days, int mostDays) implements OnTask {
    /** As it was asked for, where no rule bounds it. */
    public Grant(int taskNo) {
      this(taskNo, null, Integer.MAX_VALUE);
    }
  }

  record Refuse(int taskNo, String reason) implements OnTask {}

  record ResumeTask(int taskNo) implements OnTask {}

  /** 转派: take it from the provider who has it. */
  record Reassign(int taskNo, String reason) implements OnTask {}
}
