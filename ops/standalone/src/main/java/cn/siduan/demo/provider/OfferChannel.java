package cn.siduan.demo.provider;

/** How a provider takes offers. */
public enum OfferChannel {
  SCREEN,
  TELEPHONE,
  WEBHOOK
}
