package cn.siduan.dispatch.order;

public enum OfferMode {
  /** To one provider, chosen. */
  DIRECT,
  /** To one provider after another. */
  SEQUENTIAL,
  /** To several at once; the first acceptance wins. */
  BROADCAST
}
