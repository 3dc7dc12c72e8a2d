package cn.siduan.dispatch.provider;

/** How a provider takes offers. */
public enum OfferChannel {
  SCREEN,
  TELEPHONE,
  WEBHOOK
}
