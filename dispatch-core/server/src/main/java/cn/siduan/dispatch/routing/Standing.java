package cn.siduan.dispatch.routing;

/**
 * How a provider stands just now.
 *
 * @param inHand tasks accepted and not over
 * @param week tasks accepted in the last seven days
 * @param asked offers answered or expired in the last 30 days
 * @param accepted of those
 * @param ended tasks that ended in the last 30 days
 * @param resolved of those
 */
public record Standing(int inHand, int week, int asked, int accepted, int ended, int resolved) {

  public static final Standing NEW = new Standing(0, 0, 0, 0, 0, 0);

  /** Few answers say little: whoever is new counts as having accepted four of five. */
  public double acceptance() {
    return (accepted + 4.0) / (asked + 5.0);
  }

  /** As {@link #acceptance}, nine of ten. */
  public double resolution() {
    return (resolved + 9.0) / (ended + 10.0);
  }

  /** One more task in hand. */
  public Standing busier() {
    return new Standing(inHand + 1, week + 1, asked, accepted, ended, resolved);
  }

  /** One task fewer in hand. */
  public Standing freer() {
    return new Standing(Math.max(0, inHand - 1), week, asked, accepted, ended, resolved);
  }
}
