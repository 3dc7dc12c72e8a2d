package cn.siduan.demo.plan;

/** What comes of an order by the end of the plan. */
public enum Outcome {
  DIRECT_ANSWER,
  RESOLVED_AND_CLOSED,
  RESOLVED_AWAITING_FOLLOW_UP,
  /** One provider declined or let the offer expire, another took it. */
  DECLINED_THEN_ACCEPTED,
  /** 退单: accepted, given back, taken by another. */
  RETURNED,
  SUSPENDED,
  CANNOT_COMPLETE,
  CANCELLED,
  REOPENED,
  MERGED,
  /** Not over when the plan ends. */
  IN_PROGRESS
}
