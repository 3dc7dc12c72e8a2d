package cn.siduan.demo.plan;

import java.util.List;

/** A point in the life of an order at which somebody may want to see it. */
enum Stage {
  PENDING_DISPATCH,
  OFFERED,
  DECLINED,
  ACCEPTED,
  RETURN_REQUESTED,
  SCHEDULED,
  EN_ROUTE,
  ON_SITE,
  IN_PROGRESS,
  SUSPENSION_REQUESTED,
  SUSPENDED,
  RESOLVED,
  NOT_COMPLETED,
  REOPENED,
  CANCELLED;

  /** A script that passes through. */
  Outcome script() {
    return switch (this) {
      case PENDING_DISPATCH,
          OFFERED,
          ACCEPTED,
          SCHEDULED,
          EN_ROUTE,
          ON_SITE,
          IN_PROGRESS,
          RESOLVED ->
          Outcome.RESOLVED_AND_CLOSED;
      case DECLINED -> Outcome.DECLINED_THEN_ACCEPTED;
      case RETURN_REQUESTED -> Outcome.RETURNED;
      case SUSPENSION_REQUESTED, SUSPENDED -> Outcome.SUSPENDED;
      case NOT_COMPLETED -> Outcome.CANNOT_COMPLETE;
      case REOPENED -> Outcome.REOPENED;
      case CANCELLED -> Outcome.CANCELLED;
    };
  }

  /** The steps of a script up to this stage. */
  List<Step> steps(List<Step> script) {
    for (int i = 0; i < script.size(); i++) {
      if (isReachedBy(script.get(i))) {
        return script.subList(0, i + 1);
      }
    }
    return List.of();
  }

  private boolean isReachedBy(Step step) {
    return switch (this) {
      case PENDING_DISPATCH -> false;
      case OFFERED -> step instanceof Step.Offered;
      case DECLINED -> step instanceof Step.Declined || step instanceof Step.OfferExpired;
      case ACCEPTED -> step instanceof Step.Accepted;
      case RETURN_REQUESTED -> step instanceof Step.ReturnRequested;
      case SCHEDULED -> step instanceof Step.VisitScheduled;
      case EN_ROUTE -> step instanceof Step.Departed;
      case ON_SITE -> step instanceof Step.Arrived;
      case IN_PROGRESS -> step instanceof Step.Started;
      case SUSPENSION_REQUESTED -> step instanceof Step.SuspensionRequested;
      case SUSPENDED -> step instanceof Step.SuspensionGranted;
      case RESOLVED -> step instanceof Step.Resolved;
      case NOT_COMPLETED -> step instanceof Step.NotCompleted;
      case REOPENED -> step instanceof Step.FollowedUp;
      case CANCELLED -> step instanceof Step.Cancelled;
    };
  }
}
