package cn.siduan.dispatch.centre;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an address lies, and how that was found.
 *
 * @param matched the name found in the address, as it is registered; for rule NAME only
 * @param community null if none was found
 * @param grid the grid cell, where one is registered
 * @param candidates what it might have been, the likeliest first; empty if it was found
 */
public record AreaAnswer(
    Rule rule,
    @Nullable String matched,
    @Nullable Centre community,
    @Nullable Centre grid,
    List<Candidate> candidates) {

  /** How it was found. */
  public enum Rule {
    /** The position lies inside the area's outline. */
    POLYGON,
    /** The longest name in the address. */
    NAME,
    /** The longest name in the address belongs to several communities. */
    AMBIGUOUS,
    /** Nothing matches. */
    NONE
  }

  /**
   * @param metres from the position, where one was given
   */
  public record Candidate(Centre community, @Nullable Long metres) {}

  static AreaAnswer found(Rule rule, @Nullable String matched, Centre community) {
    return new AreaAnswer(rule, matched, community, null, List.of());
  }

  static AreaAnswer notFound(Rule rule, List<Candidate> candidates) {
    return new AreaAnswer(rule, null, null, null, candidates);
  }

  public boolean isFound() {
    return community != null;
  }

  /** The most exact area known: the grid cell, or else the community. */
  public @Nullable Centre area() {
    return grid == null ? community : grid;
  }
}
