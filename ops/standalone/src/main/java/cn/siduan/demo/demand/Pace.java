package cn.siduan.demo.demand;

import cn.siduan.demo.Chance;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How fast things go: how long an offer stands, how soon somebody comes, how long the work takes.
 * In minutes.
 */
public enum Pace {
  EMERGENCY(2, 4, 22, 20, 90),
  URGENT(15, 30, 180, 20, 120),
  SAME_DAY(15, 40, 150, 10, 30),
  NEXT_DAY(60, 180, 1800, 30, 150),
  /** At a centre, at a time booked days ahead. */
  BOOKED(120, 1440, 9000, 20, 90),
  DAYS(240, 600, 5000, 40, 240);

  private final int offerStands;
  private final int soonest;
  private final int latest;
  private final int shortest;
  private final int longest;

  Pace(int offerStands, int soonest, int latest, int shortest, int longest) {
    this.offerStands = offerStands;
    this.soonest = soonest;
    this.latest = latest;
    this.shortest = shortest;
    this.longest = longest;
  }

  public Duration offerStands() {
    return Duration.ofMinutes(offerStands);
  }

  /** Mostly soon, sometimes at the last moment, always in time. */
  public Duration untilAnswer(RandomGenerator random) {
    double share = 0.05 + 0.85 * Math.pow(random.nextDouble(), 2.5);
    return Duration.ofSeconds((long) (share * offerStands * 60));
  }

  public Duration untilVisit(RandomGenerator random) {
    return Chance.minutes(soonest, latest, random);
  }

  public Duration work(RandomGenerator random) {
    return Chance.minutes(shortest, longest, random);
  }
}
