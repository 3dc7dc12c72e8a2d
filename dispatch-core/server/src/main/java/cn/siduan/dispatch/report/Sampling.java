package cn.siduan.dispatch.report;

import cn.siduan.contract.Priority;

/**
 * Whether an order is drawn for follow-up. Pure, and the same for the same order and round, so that
 * nobody can draw again until it suits.
 *
 * @param rule that decided
 */
record Sampling(boolean sampled, String rule) {

  private static final long PARTS = 1_000_000;

  static Sampling of(
      FollowUpSettings settings, long orderId, int round, Priority priority, String category) {
    if (round > 1 && settings.afterReopening()) {
      return new Sampling(true, "REOPENED");
    }
    Double ofPriority = settings.byPriority().get(priority);
    if (ofPriority != null) {
      return drawn(orderId, round, ofPriority, "PRIORITY " + priority);
    }
    Double ofCategory = settings.byCategory().get(category);
    return ofCategory != null
        ? drawn(orderId, round, ofCategory, "CATEGORY " + category)
        : drawn(orderId, round, settings.share(), "SHARE");
  }

  private static Sampling drawn(long orderId, int round, double share, String rule) {
    long lot = Long.remainderUnsigned(mix(orderId * 31 + round), PARTS);
    return new Sampling(lot < share * PARTS, rule + " " + share);
  }

  /** Neighbouring order ids draw lots that have nothing to do with one another (SplitMix64). */
  private static long mix(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
