package cn.siduan.bench.load;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From an order's commit to the provider's screen. The rate is raised until the product does not
 * keep up; measured is at half of the highest at which it did.
 */
public final class DispatchBenchmark {

  private static final int SCREENS = 300;
  private static final int OPERATORS = 20;
  private static final int KINDS = 400;
  private static final double FIRST_RATE = 20;
  private static final Duration STEP = Duration.ofSeconds(12);
  private static final Duration MEASURED = Duration.ofSeconds(60);

  /** The last order of a step needs a moment too; more than this is a backlog. */
  private static final Duration KEEPING_UP = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Dispatching dispatching;
  private final Screens screens;

  private DispatchBenchmark(Dispatching dispatching, Screens screens) {
    this.dispatching = dispatching;
    this.screens = screens;
  }

  public static void main(String[] arguments) throws SQLException {
    try (Product first =
        Product.fresh("dispatch", Map.of("SIDUAN_SECURITY_TRUSTED_PROXIES", "1"))) {
      try (Connection database = first.connect()) {
        District.prepare(database);
      }
      try (Product product = first.restarted()) {
        run(product);
      }
    }
    System.exit(0);
  }

  private static void run(Product product) throws SQLException {
    Vertx vertx = Vertx.vertx();
    try (Api api = new Api(vertx, product.url());
        Connection database = product.connect()) {
      List<Browser> operators = District.operators(api, product.password(), OPERATORS);
      List<Browser> providers = District.providers(api, product.password(), SCREENS);
      Dispatching dispatching = new Dispatching(api, operators, District.orders(database, KINDS));
      Screens screens = new Screens(api, dispatching::react);
      screens.open(providers);
      System.out.printf(Locale.ROOT, "%d screens are open; process %d%n", SCREENS, product.pid());
      new DispatchBenchmark(dispatching, screens).measure(database);
    } finally {
      vertx.close().await();
    }
  }

  private void measure(Connection database) throws SQLException {
    dispatching.open(FIRST_RATE, Duration.ofMillis((long) (KINDS / FIRST_RATE * 1000)));
    dispatching.drain(Duration.ofSeconds(10));
    dispatching.keepWhatWasAccepted();
    double highest = highestSustained();
    double half = highest / 2;
    System.out.printf(Locale.ROOT, "highest sustained: %.0f/s; measuring at half of it%n", highest);
    long from = Truth.nextOrder(database);
    screens.all().clear();
    dispatching.keepWhatWasAccepted();
    int asked = dispatching.open(half, MEASURED);
    dispatching.drain(PATIENCE);
    report(Truth.read(database, from), asked);
  }

  private void report(Truth truth, int asked) {
    List<Screens.Seen> seen = new ArrayList<>(screens.all());
    Latencies latencies = new Latencies();
    truth.measure(seen, latencies);
    System.out.printf(
        Locale.ROOT,
        "%d orders asked for, %d accepted, %d refused; %d events on screens, %d streams cut off%n",
        asked,
        dispatching.accepted().size(),
        dispatching.failed(),
        latencies.count(),
        screens.closed());
    System.out.printf(
        Locale.ROOT,
        "dispatch: orders_per_s=%.0f commit_to_screen_p50_ms=%s commit_to_screen_p99_ms=%s lost=%d"
            + " double=%d%n",
        asked / (double) MEASURED.toSeconds(),
        latencies.text(0.5),
        latencies.text(0.99),
        truth.lost(dispatching.opened(), dispatching.accepted(), seen),
        truth.twice(seen, asked) + screens.repeated() + dispatching.numberedTwice());
  }

  /** Doubles until it is too much, then halves the gap a few times. */
  private double highestSustained() {
    double good = 0;
    double bad = 0;
    double rate = FIRST_RATE;
    while (bad == 0 || bad / good > 1.15) {
      if (keepsUp(rate)) {
        good = rate;
      } else {
        bad = rate;
      }
      rate = bad == 0 ? rate * 2 : good == 0 ? bad / 2 : (good + bad) / 2;
      if (rate < 0.5) {
        throw new IllegalStateException(
            "the product does not keep up with one order in two seconds");
      }
    }
    return good;
  }

  private boolean keepsUp(double rate) {
    int failedBefore = dispatching.failed();
    dispatching.open(rate, STEP);
    Duration late = dispatching.drain(KEEPING_UP);
    boolean kept = dispatching.unfinished() == 0 && dispatching.failed() == failedBefore;
    System.out.printf(
        Locale.ROOT,
        "%6.0f/s %s (%d ms behind, %d unfinished, %d refused)%n",
        rate,
        kept ? "sustained" : "too much",
        late.toMillis(),
        dispatching.unfinished(),
        dispatching.failed() - failedBefore);
    dispatching.drain(PATIENCE);
    return kept;
  }
}
