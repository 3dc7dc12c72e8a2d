package cn.siduan.bench.intake;

import cn.siduan.bench.Options;
import cn.siduan.bench.intake.SentSql.Transaction;
import cn.siduan.bench.load.Api;
import cn.siduan.bench.load.Browser;
import cn.siduan.bench.load.District;
import cn.siduan.bench.load.Latencies;
import cn.siduan.bench.load.Product;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Orders over HTTP against pgbench sending what the product sends for them, turn by turn on the
 * same PostgreSQL, as many at once.
 */
public final class IntakeBenchmark {

  private static final int OPERATORS = 40;
  private static final int SAMPLES = 8;

  private final Product product;
  private final Connection database;
  private final Takers takers;
  private final int atOnce;
  private final Duration turn;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> limits = new ArrayList<>();
  private final List<Latencies> latencies = new ArrayList<>();
  private int refused;

  private IntakeBenchmark(
      Product product, Connection database, Takers takers, int atOnce, Duration turn) {
    this.product = product;
    this.database = database;
    this.takers = takers;
    this.atOnce = atOnce;
    this.turn = turn;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, "seconds", "turns", "clients", "warm-up");
    // whoever is to do it is found later: placing, offering and telling are not part of taking
    Map<String, String> environment =
        Map.of("SIDUAN_SECURITY_TRUSTED_PROXIES", "1", "SIDUAN_WORK_QUEUES_ROUTERS", "0");
    try (Product product = Product.fresh("intake", environment)) {
      run(product, options);
    }
    System.exit(0);
  }

  private static void run(Product product, Options options) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Api api = new Api(vertx, product.url());
        Connection database = product.connect()) {
      List<Browser> operators = District.operators(api, product.password(), OPERATORS);
      new IntakeBenchmark(
              product,
              database,
              new Takers(api, operators, Wishes.read(database)),
              (int) options.number("clients", 32, 8),
              Duration.ofSeconds((long) options.number("seconds", 20, 2)))
          .measure(
              Duration.ofSeconds((long) options.number("warm-up", 40, 3)),
              (int) options.number("turns", 3, 1));
    } finally {
      vertx.close().await();
    }
  }

  private void measure(Duration warmUp, int turns) throws Exception {
    takers.run(atOnce, warmUp);
    Pgbench pgbench = new Pgbench(product, scripts());
    for (int i = 0; i < turns; i++) {
      turn(pgbench);
    }
    double limit = median(limits);
    double rate = median(ours);
    System.out.printf(
        Locale.ROOT,
        "intake: ratio=%.2f orders_per_s=%.0f limit_per_s=%.0f p99_ms=%s%n",
        rate / limit,
        rate,
        limit,
        latencies.get(ours.indexOf(rate)).text(0.99));
    if (refused > 0) {
      throw new IllegalStateException(refused + " orders were refused");
    }
  }

  private void turn(Pgbench pgbench) throws Exception {
    Product.Cost before = product.cost();
    Takers.Outcome outcome = takers.run(atOnce, turn);
    awaitQuiet();
    Product.Cost cost = product.cost().since(before);
    product.pause();
    double limit;
    double limitCost;
    try {
      double used = product.cost().postgres();
      limit = pgbench.run(atOnce, turn);
      limitCost = (product.cost().postgres() - used) / (limit * turn.toSeconds());
      // what pgbench put there is for nobody; truncate would wait for a read that stands still
      execute("delete from outbox");
    } finally {
      product.resume();
    }
    execute("vacuum analyze");
    ours.add(outcome.perSecond());
    limits.add(limit);
    latencies.add(outcome.latencies());
    refused += outcome.refused();
    System.out.printf(
        Locale.ROOT,
        "%d orders taken, %.0f/s (p50 %s ms, p99 %s ms), %d refused; pgbench %.0f/s; ms of the"
            + " cores for one: Siduan %.2f, its PostgreSQL %.2f, pgbench's PostgreSQL %.2f%n",
        outcome.taken(),
        outcome.perSecond(),
        outcome.latencies().text(0.5),
        outcome.latencies().text(0.99),
        outcome.refused(),
        limit,
        cost.siduan() * 1000 / outcome.taken(),
        cost.postgres() * 1000 / outcome.taken(),
        limitCost * 1000);
  }

  /** What follows an order is done before the other's turn. */
  private void awaitQuiet() throws Exception {
    for (int i = 0; i < 600 && number("select count(*) from outbox") > 0; i++) {
      Thread.sleep(100);
    }
  }

  /** A few orders, and what the product sent for each. */
  private List<String> scripts() throws Exception {
    List<Transaction> sent =
        SentSql.during(
            product,
            () -> {
              try {
                takers.run(1, Duration.ofMillis(1500));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Transaction who =
        sent.stream()
            .filter(t -> t.statements().stream().anyMatch(s -> s.sql().contains("from session s")))
            .findFirst()
            .orElseThrow();
    int residents = number("select count(*) from resident");
    int households = number("select count(*) from household");
    List<String> scripts =
        sent.stream()
            .filter(t -> t.has("insert into service_order"))
            .limit(SAMPLES)
            .map(t -> PgbenchScript.of(who, t, residents, households))
            .toList();
    System.out.printf(
        Locale.ROOT,
        "pgbench sends what the product sent for %d orders: %s%n",
        scripts.size(),
        scripts.getFirst().lines().filter(l -> l.endsWith(";")).count() + " statements for one");
    return scripts;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
  }

  private int number(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
