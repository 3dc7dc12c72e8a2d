package cn.siduan.dispatch.sla;

import java.time.Duration;

/**
 * What a service level says of one clock.
 *
 * @param warnAt the fraction of the time after which those responsible are warned
 */
public record Promise(Term within, double warnAt) {

  Duration warnAfter(Duration budget) {
    return Duration.ofMillis(Math.round(budget.toMillis() * warnAt));
  }
}
