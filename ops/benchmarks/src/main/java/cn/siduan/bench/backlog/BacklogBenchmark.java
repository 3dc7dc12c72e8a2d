package cn.siduan.bench.backlog;

import cn.siduan.bench.Options;
import cn.siduan.bench.intake.Wishes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What taking, placing and closing an order costs with a thousand open orders, and with many more
 * and all those closed in years. The cost is time of the cores, so that a busy machine does not
 * change it.
 */
public final class BacklogBenchmark {

  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int AT_ONCE = 4;
  private static final int PROVIDERS = 300;
  private static final int CLOSED = 10_000_000;

  private final Product product;
  private final Connection database;
  private final List<Lives> lives;
  private final int orders;

  private BacklogBenchmark(Product product, Connection database, List<Lives> lives, int orders) {
    this.product = product;
    this.database = database;
    this.lives = lives;
    this.orders = orders;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, "scale", "orders", "warm-up");
    try (Product first = Product.fresh("backlog", Map.of("SIDUAN_SECURITY_TRUSTED_PROXIES", "1"))) {
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
    List<Connection> connections = new ArrayList<>();
    try (Api api = new Api(vertx, product.url());
        Connection database = product.connect();
        Connection growing = product.connect()) {
      Browser operator = District.operators(api, product.password(), 1).getFirst();
      List<Browser> dispatchers = District.providers(api, product.password(), PROVIDERS);
      Wishes wishes = Wishes.read(database);
      AtomicInteger next = new AtomicInteger();
      List<Lives> lives = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        connections.add(product.connect());
        lives.add(new Lives(api, connections.getLast(), operator, dispatchers, wishes, next));
      }
      new BacklogBenchmark(product, database, lives, (int) options.number("orders", 400, 8))
          .measure(
              new GrowTables(growing),
              options.number("scale", 0.1, 0.001),
              (int) options.number("warm-up", 800, 8));
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
      vertx.close().await();
    }
  }

  private void measure(GrowTables tables, double scale, int warmUp) throws Exception {
    tables.open(Math.max(0, FEW - number("select count(*) from service_order " + OPEN)));
    analyze();
    live(warmUp);
    double few = live(orders);
    tables.open((long) (MANY * scale) - FEW);
    tables.closed((long) (CLOSED * scale));
    analyze();
    live(Math.max(AT_ONCE, warmUp / 10));
    double many = live(orders);
    System.out.printf(Locale.ROOT, "backlog: cost_ratio=%.2f%n", many / few);
  }

  private static final String OPEN =
      "where state in ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED')";

  /** Milliseconds of the cores for one order. */
  private double live(int count) throws Exception {
    Latencies latencies = new Latencies();
    AtomicInteger left = new AtomicInteger(count);
    Product.Cost before = product.cost();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Void> ended :
          threads.invokeAll(lives.stream().map(l -> all(l, left, latencies)).toList())) {
        ended.get();
      }
    }
    Product.Cost cost = product.cost().since(before);
    if (latencies.count() == 0) {
      throw new IllegalStateException("the router placed none of " + count + " orders");
    }
    report(count, latencies, cost);
    return cost.both() * 1000 / count;
  }

  private static Callable<Void> all(Lives lives, AtomicInteger left, Latencies latencies) {
    return () -> {
      while (left.getAndDecrement() > 0) {
        Lives.Life life = lives.live();
        if (life.placed()) {
          latencies.add((long) (life.millis() * 1000));
        }
      }
      return null;
    };
  }

  private void report(int count, Latencies latencies, Product.Cost cost) throws SQLException {
    System.out.printf(
        Locale.ROOT,
        "%,d open and %,d closed orders: %.1f ms of the cores for one (%.1f Siduan's, %.1f"
            + " PostgreSQL's), %s ms from the call to its end (p99 %s); %d of %d placed by the"
            + " router%n",
        number("select count(*) from service_order " + OPEN),
        number("select count(*) from service_order where state = 'CLOSED'"),
        cost.both() * 1000 / count,
        cost.siduan() * 1000 / count,
        cost.postgres() * 1000 / count,
        latencies.text(0.5),
        latencies.text(0.99),
        latencies.count(),
        count);
  }

  private void analyze() throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
