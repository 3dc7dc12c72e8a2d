package cn.siduan.bench.storm;

import cn.siduan.bench.Options;
import cn.siduan.bench.intake.Wishes;
import cn.siduan.bench.load.Api;
import cn.siduan.bench.load.Browser;
import cn.siduan.bench.load.District;
import cn.siduan.bench.load.Latencies;
import cn.siduan.bench.load.Pace;
import cn.siduan.bench.load.Product;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Plays the worst day hour by hour, each hour shortened to seconds at its own rate, then the same
 * day with multiples of the rates until something breaks. Every contact is an order that is filed
 * and goes to the router; in a real city two of three are only questions.
 */
public final class StormBenchmark {

  private static final int OPERATORS = 40;
  private static final double MOST = 256;
  private static final Duration CALM = Duration.ofSeconds(60);

  private final Api api;
  private final Connection database;
  private final List<Browser> operators;
  private final Wishes wishes;
  private final Duration hour;
  private final AtomicInteger underWay = new AtomicInteger();
  private int next;

  private StormBenchmark(
      Api api, Connection database, List<Browser> operators, Wishes wishes, Duration hour) {
    this.api = api;
    this.database = database;
    this.operators = operators;
    this.wishes = wishes;
    this.hour = hour;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, "seconds", "first", "most");
    try (Product first = Product.fresh("storm", Map.of("SIDUAN_SECURITY_TRUSTED_PROXIES", "1"))) {
      try (Connection database = first.connect()) {
        District.prepare(database);
      }
      try (Product product = first.restarted()) {
        run(product, options);
      }
    }
    System.exit(0);
  }

  private static void run(Product product, Options options) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Api api = new Api(vertx, product.url());
        Connection database = product.connect()) {
      List<Browser> operators = District.operators(api, product.password(), OPERATORS);
      StormBenchmark storm =
          new StormBenchmark(
              api,
              database,
              operators,
              Wishes.read(database),
              Duration.ofMillis((long) (1000 * options.number("seconds", 1.5, 0.1))));
      storm.findOut(options.number("first", 0.5, 0.1), options.number("most", MOST, 0.1));
    } finally {
      vertx.close().await();
    }
  }

  private void findOut(double first, double most) throws SQLException {
    double held = 0;
    for (double multiple = first; multiple <= most; multiple *= 2) {
      Strain broken = play(multiple);
      if (broken != null) {
        System.out.printf(
            Locale.ROOT,
            "storm: breaks_first=%s at_multiple=%.2f holds_multiple=%.2f busiest_per_s=%.1f%n",
            broken.name().toLowerCase(Locale.ROOT),
            multiple,
            held,
            WorstDay.busiest() * multiple);
        return;
      }
      held = multiple;
      calm();
    }
    System.out.printf(
        Locale.ROOT,
        "storm: breaks_first=nothing at_multiple=none holds_multiple=%.2f busiest_per_s=%.1f%n",
        held,
        WorstDay.busiest() * held);
  }

  /** An hour's answers, which may come later than it ends. */
  private static final class Hour {
    private final Latencies latencies = new Latencies();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<Strain, Double> seen = new EnumMap<>(Strain.class);

    void answered() {
      seen.put(Strain.REFUSED, (double) refused.get());
      seen.put(Strain.SLOW, latencies.percentileMillis(0.99) / 1000);
    }
  }

  /** Null if the day went well. */
  private @Nullable Strain play(double multiple) throws SQLException {
    List<Hour> day = new ArrayList<>();
    int asked = 0;
    for (int h = 0; h < 24; h++) {
      Hour now = new Hour();
      asked += Pace.run(WorstDay.rate(h) * multiple, hour, due -> file(due, now));
      now.seen.putAll(Strain.look(database));
      day.add(now);
    }
    awaitAnswers();
    day.forEach(Hour::answered);
    return report(multiple, asked, day);
  }

  private static @Nullable Strain report(double multiple, int asked, List<Hour> day) {
    Map<Strain, Double> worst = new EnumMap<>(Strain.class);
    Strain first = null;
    for (Hour hour : day) {
      for (Map.Entry<Strain, Double> e : hour.seen.entrySet()) {
        worst.merge(e.getKey(), e.getValue(), Math::max);
        if (first == null && e.getKey().isBroken(e.getValue())) {
          first = e.getKey();
        }
      }
    }
    System.out.printf(Locale.ROOT, "%.2f times the worst day, %d contacts:", multiple, asked);
    worst.forEach((s, w) -> System.out.printf(Locale.ROOT, " %.1f %s;", w, s.what()));
    System.out.println(first == null ? " held" : " broken first: " + first.what());
    return first;
  }

  private void file(long due, Hour hour) {
    int n = next++;
    underWay.incrementAndGet();
    api.post(operators.get(n % operators.size()), "/orders", wishes.body(n))
        .onComplete(
            answer -> {
              if (answer.succeeded() && answer.result().ok()) {
                hour.latencies.add((System.nanoTime() - due) / 1000);
              } else {
                hour.refused.incrementAndGet();
              }
              underWay.decrementAndGet();
            });
  }

  private void awaitAnswers() {
    long end = System.nanoTime() + CALM.toNanos();
    while (underWay.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** The next day begins with what is left of this one done, or nearly. */
  private void calm() throws SQLException {
    long end = System.nanoTime() + CALM.toNanos();
    while (System.nanoTime() < end
        && Strain.look(database).values().stream().anyMatch(seconds -> seconds > 1)) {
      LockSupport.parkNanos(200_000_000);
    }
  }
}
