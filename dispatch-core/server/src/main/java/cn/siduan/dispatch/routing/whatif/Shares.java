package cn.siduan.dispatch.routing.whatif;

import java.util.Collection;

/**
 * How evenly work is spread over those who came into question.
 *
 * @param gini 0 if all got the same, towards 1 if one got everything
 * @param maxOverMean how many times the average the busiest got
 */
public record Shares(double gini, double maxOverMean) {

  static Shares of(Collection<Integer> counts) {
    long sum = counts.stream().mapToLong(Integer::intValue).sum();
    if (sum == 0) {
      return new Shares(0, 0);
    }
    int[] sorted = counts.stream().mapToInt(Integer::intValue).sorted().toArray();
    long weighed = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighed += (long) (i + 1) * sorted[i];
    }
    double n = sorted.length;
    return new Shares(
        2.0 * weighed / (n * sum) - (n + 1) / n, sorted[sorted.length - 1] / (sum / n));
  }
}
