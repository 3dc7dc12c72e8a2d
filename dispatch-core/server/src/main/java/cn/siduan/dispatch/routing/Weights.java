package cn.siduan.dispatch.routing;

/**
 * One figure for each thing that speaks for a provider: as weights not negative, as parts of a
 * score from 0 (speaks against it) to 1.
 *
 * @param continuity the provider, better still the worker, of last time
 * @param distance from the provider to the door
 * @param load room left beside the tasks in hand
 * @param rating stars
 * @param acceptance how many of the offers of late it accepted
 * @param resolution how many of its tasks of late were resolved
 * @param fairness how little it got this week, beside the others
 */
public record Weights(
    double continuity,
    double distance,
    double load,
    double rating,
    double acceptance,
    double resolution,
    double fairness) {

  public double sum() {
    return continuity + distance + load + rating + acceptance + resolution + fairness;
  }

  /** The parts, weighed: 0 to 1. */
  double weigh(Weights parts) {
    double weighed =
        continuity * parts.continuity
            + distance * parts.distance
            + load * parts.load
            + rating * parts.rating
            + acceptance * parts.acceptance
            + resolution * parts.resolution
            + fairness * parts.fairness;
    return weighed / sum();
  }
}
