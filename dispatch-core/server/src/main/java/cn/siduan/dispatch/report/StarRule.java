package cn.siduan.dispatch.report;

/**
 * How many stars results are worth. Pure.
 *
 * <p>A provider's score is the mean over its follow-ups of 0.2 for first contact in time, 0.4 for
 * resolved and 0.4 times the weight of the satisfaction answer (of resolved alone, scaled up, where
 * there was no answer). With few follow-ups chance weighs more than the provider, so the score is
 * drawn to the mean of all providers as if it had {@link #PRIOR_WEIGHT} follow-ups more of that
 * mean (a Bayesian mean). Stars are 1 + 4 × score, to half a star.
 */
final class StarRule {

  static final int PRIOR_WEIGHT = 10;
  static final int LEAST_FOLLOW_UPS = 5;
  private static final double RESPONSE = 0.2;
  private static final double RESOLUTION = 0.4;
  private static final double SATISFACTION = 0.4;

  /**
   * @param points sum of the weights of the satisfaction answers
   * @param answers how many there were
   */
  record Results(long followUps, long responded, long resolved, double points, long answers) {

    Results plus(Results o) {
      return new Results(
          followUps + o.followUps,
          responded + o.responded,
          resolved + o.resolved,
          points + o.points,
          answers + o.answers);
    }

    double score() {
      double resolution = (double) resolved / followUps;
      double satisfaction = answers == 0 ? resolution : points / answers;
      return RESPONSE * responded / followUps
          + RESOLUTION * resolution
          + SATISFACTION * satisfaction;
    }
  }

  private StarRule() {}

  static double adjusted(Results results, double mean) {
    return (results.score() * results.followUps() + mean * PRIOR_WEIGHT)
        / (results.followUps() + PRIOR_WEIGHT);
  }

  static double stars(double adjusted) {
    return Math.round((1 + 4 * adjusted) * 2) / 2.0;
  }
}
