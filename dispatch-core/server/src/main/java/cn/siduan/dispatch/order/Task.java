package cn.siduan.dispatch.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 工单: what one provider or department does of an order.
 *
 * @param round the order's round in which the task was made
 * @param suspendedFrom where it goes on after a suspension
 * @param requested a return, suspension or extension that waits for somebody's decision
 * @param requestedDays how many more working days are asked for
 * @param extendedDays working days granted so far, whoever had the task
 */
public record Task(
    int no,
    int round,
    TaskRole role,
    long itemId,
    TaskState state,
    @Nullable TaskState suspendedFrom,
    @Nullable Long providerId,
    @Nullable Long workerId,
    @Nullable Instant scheduledFor,
    @Nullable Request requested,
    @Nullable String requestedReason,
    @Nullable Integer requestedDays,
    int extendedDays,
    @Nullable String result,
    Instant updatedAt) {

  static Task pending(int no, int round, TaskRole role, long itemId, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        TaskState.PENDING_DISPATCH,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        at);
  }

  Task in(TaskState newState, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        newState,
        null,
        providerId,
        workerId,
        scheduledFor,
        requested,
        requestedReason,
        requestedDays,
        extendedDays,
        result,
        at);
  }

  Task heldBy(long provider, @Nullable Long worker, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        TaskState.ACCEPTED,
        null,
        provider,
        worker,
        null,
        null,
        null,
        null,
        extendedDays,
        null,
        at);
  }

  private Task withExtendedDays(int days) {
    return new Task(
        no,
        round,
        role,
        itemId,
        state,
        suspendedFrom,
        providerId,
        workerId,
        scheduledFor,
        requested,
        requestedReason,
        requestedDays,
        days,
        result,
        updatedAt);
  }

  /** Back to be placed; of the provider who had it only what the resident was told stays. */
  Task unplaced(Instant at) {
    return pending(no, round, role, itemId, at).withExtendedDays(extendedDays);
  }

  Task scheduled(Instant when, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        TaskState.SCHEDULED,
        null,
        providerId,
        workerId,
        when,
        requested,
        requestedReason,
        requestedDays,
        extendedDays,
        result,
        at);
  }

  Task by(long worker, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        state,
        suspendedFrom,
        providerId,
        worker,
        scheduledFor,
        requested,
        requestedReason,
        requestedDays,
        extendedDays,
        result,
        at);
  }

  Task asking(
      @Nullable Request request, @Nullable String reason, @Nullable Integer days, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        state,
        suspendedFrom,
        providerId,
        workerId,
        scheduledFor,
        request,
        reason,
        days,
        extendedDays,
        result,
        at);
  }

  Task extended(int days, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        state,
        suspendedFrom,
        providerId,
        workerId,
        scheduledFor,
        null,
        null,
        null,
        extendedDays + days,
        result,
        at);
  }

  Task suspended(Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        TaskState.SUSPENDED,
        /* suspendedFrom= */ state,
        providerId,
        workerId,
        scheduledFor,
        null,
        null,
        null,
        extendedDays,
        result,
        at);
  }

  Task resumed(Instant at) {
    return in(suspendedFrom == null ? TaskState.ACCEPTED : suspendedFrom, at);
  }

  Task over(TaskState end, String outcome, Instant at) {
    return new Task(
        no,
        round,
        role,
        itemId,
        end,
        null,
        providerId,
        workerId,
        scheduledFor,
        null,
        null,
        null,
        extendedDays,
        outcome,
        at);
  }
}
