package cn.siduan.dispatch.routing.whatif;

import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.Step;
import java.time.Duration;
import java.util.List;

/**
 * How long it takes until somebody accepts, by the rates at which those asked accept.
 *
 * <p>A model, for comparing policies: providers answer independently of one another; who accepts
 * does so after the usual time, who does not lets the whole waiting time go by.
 *
 * @param probability that a provider accepts, before people have to look for one
 * @param minutes expected until an acceptance or until people have it
 */
public record ExpectedWait(double probability, double minutes) {

  /**
   * @param acceptance of the candidates, the best first
   * @param usual how long those who accept usually take
   */
  public static ExpectedWait of(Policy policy, List<Double> acceptance, Duration usual) {
    double nobodyYet = 1;
    double minutes = 0;
    int next = 0;
    for (Step step : policy.ladder()) {
      if (!(step instanceof Step.Ask ask)) {
        break;
      }
      for (int time = 0; time < ask.times() && next < acceptance.size(); time++) {
        int end = Math.min(acceptance.size(), next + ask.size());
        double none = 1;
        for (double rate : acceptance.subList(next, end)) {
          none *= 1 - rate;
        }
        double quick = Math.min(minutes(usual), minutes(ask.patience()));
        minutes += nobodyYet * ((1 - none) * quick + none * minutes(ask.patience()));
        nobodyYet *= none;
        next = end;
      }
    }
    return new ExpectedWait(1 - nobodyYet, minutes);
  }

  private static double minutes(Duration duration) {
    return duration.toMillis() / 60_000.0;
  }
}
