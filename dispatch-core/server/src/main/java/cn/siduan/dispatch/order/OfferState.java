package cn.siduan.dispatch.order;

public enum OfferState {
  PENDING,
  ACCEPTED,
  DECLINED,
  EXPIRED,
  REVOKED,
  /** Somebody else was quicker, or the order needs nobody any more. */
  SUPERSEDED
}
