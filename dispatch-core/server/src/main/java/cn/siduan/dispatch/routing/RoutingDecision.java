package cn.siduan.dispatch.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who came into question, who did not and why, and who was chosen; nobody is a decision too. Kept
 * as it was made.
 *
 * @param chosen the best first; empty if nobody
 * @param candidates the best first, at most {@link #MOST_CANDIDATES}
 * @param misses who is out, the nearest first, at most {@link #MOST_MISSES}
 * @param offering how many offer the item in all
 */
public record RoutingDecision(
    Instant at,
    String policy,
    int policyVersion,
    Weights weights,
    List<Long> chosen,
    List<Candidate> candidates,
    int candidatesInAll,
    List<Miss> misses,
    int offering) {

  public static final int MOST_CANDIDATES = 100;
  public static final int MOST_MISSES = 20;

  /**
   * @param score 0 to 1: the parts, weighed
   * @param km null if either position is unknown
   * @param workerId who came last time
   */
  public record Candidate(
      long providerId,
      String name,
      double score,
      Weights parts,
      @Nullable Double km,
      int inHand,
      @Nullable Long workerId) {}

  /**
   * @param reasons all of them: whoever has the fewest is the nearest miss
   */
  public record Miss(long providerId, String name, @Nullable Double km, List<Out> reasons) {}

  /** The same, for people to choose. */
  public RoutingDecision withoutChoice() {
    return new RoutingDecision(
        at,
        policy,
        policyVersion,
        weights,
        List.of(),
        candidates,
        candidatesInAll,
        misses,
        offering);
  }

  public boolean isNobody() {
    return chosen.isEmpty();
  }
}
