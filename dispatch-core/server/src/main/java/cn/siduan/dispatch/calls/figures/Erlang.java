package cn.siduan.dispatch.calls.figures;

/**
 * How long callers wait for a number of operators, in a queue of Poisson arrivals and exponential
 * handling times.
 *
 * <p>Erlang C: nobody gives up. Erlang A (Palm, M/M/n+M): callers give up after an exponential
 * patience. Traffic is in erlangs: calls an hour times mean handling time in hours.
 */
final class Erlang {

  /** A queue so long that what is behind it does not count. */
  private static final double NEGLIGIBLE = 1e-12;

  private static final int LONGEST_QUEUE = 100_000;

  private Erlang() {}

  /**
   * Blocking of a group without a queue; the start of all the others.
   *
   * @param traffic in erlangs, above 0
   */
  static double b(int operators, double traffic) {
    double blocked = 1;
    for (int n = 1; n <= operators; n++) {
      blocked = traffic * blocked / (n + traffic * blocked);
    }
    return blocked;
  }

  /** The share of callers who wait at all; 1 where operators cannot keep up. */
  static double c(int operators, double traffic) {
    if (operators <= traffic) {
      return 1;
    }
    double blocked = b(operators, traffic);
    return operators * blocked / (operators - traffic * (1 - blocked));
  }

  /**
   * The share answered within so many seconds.
   *
   * @param handling mean, in seconds
   */
  static double serviceLevelC(int operators, double traffic, double handling, double within) {
    if (operators <= traffic) {
      return 0;
    }
    return 1 - c(operators, traffic) * Math.exp(-(operators - traffic) * within / handling);
  }

  /**
   * What Erlang A says.
   *
   * @param waits share of callers who wait at all
   * @param abandons share of callers who give up
   * @param meanWait of all callers, in seconds
   */
  record A(double waits, double abandons, double meanWait) {}

  /**
   * @param handling mean, in seconds
   * @param patience mean, in seconds
   */
  static A a(int operators, double traffic, double handling, double patience) {
    double arrivals = traffic / handling;
    double blocked = b(operators, traffic);
    // relative to the state in which all operators are busy and nobody waits
    double weight = 1;
    double queued = 1;
    double length = 0;
    for (int n = 1; n <= LONGEST_QUEUE && weight > NEGLIGIBLE * queued; n++) {
      weight *= arrivals / (operators / handling + n / patience);
      queued += weight;
      length += n * weight;
    }
    // all states with a free operator weigh 1 / blocked - 1
    double all = 1 / blocked - 1 + queued;
    double meanLength = length / all;
    return new A(queued / all, meanLength / patience / arrivals, meanLength / arrivals);
  }

  /**
   * The fewest operators that answer this share within so many seconds by Erlang C.
   *
   * @param handling mean, in seconds
   */
  static int operatorsC(double traffic, double handling, double share, double within) {
    int operators = (int) Math.floor(traffic) + 1;
    while (serviceLevelC(operators, traffic, handling, within) < share) {
      operators++;
    }
    return operators;
  }

  /** The fewest operators with whom no more than this share gives up, by Erlang A. */
  static int operatorsA(double traffic, double handling, double patience, double mostAbandoned) {
    int operators = 1;
    while (a(operators, traffic, handling, patience).abandons() > mostAbandoned) {
      operators++;
    }
    return operators;
  }
}
