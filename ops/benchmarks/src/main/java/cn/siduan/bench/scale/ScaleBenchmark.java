package cn.siduan.bench.scale;

import cn.siduan.bench.Options;
import cn.siduan.bench.intake.Takers;
import cn.siduan.bench.intake.Wishes;
import cn.siduan.bench.load.Api;
import cn.siduan.bench.load.Browser;
import cn.siduan.bench.load.District;
import cn.siduan.bench.load.Product;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Orders taken by one, two and three nodes on one PostgreSQL, and what each order costs nodes and
 * database: on two cores more nodes are no faster, but they must not cost more either.
 */
public final class ScaleBenchmark {

  private static final int OPERATORS = 12;
  private static final int AT_ONCE = 24;

  /**
   * @param nodeMillis of the cores for one order, all nodes together
   */
  private record Result(double perSecond, double nodeMillis, double databaseMillis) {}

  private final Product product;
  private final Wishes wishes;
  private final Duration warmUp;
  private final Duration turn;

  private ScaleBenchmark(Product product, Wishes wishes, Duration warmUp, Duration turn) {
    this.product = product;
    this.wishes = wishes;
    this.warmUp = warmUp;
    this.turn = turn;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, "seconds", "warm-up", "nodes");
    try (Product product = Product.fresh("scale", Map.of())) {
      Wishes wishes;
      try (Connection database = product.connect()) {
        wishes = Wishes.read(database);
      }
      product.leaveDatabase();
      try {
        new ScaleBenchmark(
                product,
                wishes,
                Duration.ofSeconds((long) options.number("warm-up", 20, 2)),
                Duration.ofSeconds((long) options.number("seconds", 20, 2)))
            .measure((int) options.number("nodes", 3, 2));
      } finally {
        product.resume();
      }
    }
    System.exit(0);
  }

  private void measure(int most) throws Exception {
    List<Result> results = new ArrayList<>();
    for (int nodes = 1; nodes <= most; nodes++) {
      results.add(measureWith(nodes));
    }
    StringBuilder line = new StringBuilder("scale:");
    for (int i = 0; i < results.size(); i++) {
      line.append(
          String.format(Locale.ROOT, " orders_per_s_%d=%.0f", i + 1, results.get(i).perSecond()));
    }
    Result first = results.getFirst();
    Result last = results.getLast();
    line.append(
        String.format(
            Locale.ROOT,
            " node_ms_per_order=%.2f database_ms_per_order=%.2f cost_ratio_%d=%.2f",
            first.nodeMillis(),
            first.databaseMillis(),
            results.size(),
            (last.nodeMillis() + last.databaseMillis())
                / (first.nodeMillis() + first.databaseMillis())));
    System.out.println(line);
  }

  private Result measureWith(int count) throws Exception {
    List<Node> nodes = Node.cluster(product, count);
    Vertx vertx = Vertx.vertx();
    List<Api> apis = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Takers> takers = new ArrayList<>();
      for (Node node : nodes) {
        Api api = new Api(vertx, node.url());
        apis.add(api);
        List<Browser> operators = District.operators(api, product.password(), OPERATORS);
        takers.add(new Takers(api, operators, wishes));
      }
      run(threads, takers, warmUp);
      double nodesBefore = nodes.stream().mapToDouble(Node::cpu).sum();
      double databaseBefore = product.cost().postgres();
      List<Takers.Outcome> outcomes = run(threads, takers, turn);
      double nodesUsed = nodes.stream().mapToDouble(Node::cpu).sum() - nodesBefore;
      double databaseUsed = product.cost().postgres() - databaseBefore;
      int orders = outcomes.stream().mapToInt(Takers.Outcome::taken).sum();
      Result result =
          new Result(
              outcomes.stream().mapToDouble(Takers.Outcome::perSecond).sum(),
              nodesUsed * 1000 / orders,
              databaseUsed * 1000 / orders);
      System.out.printf(
          Locale.ROOT,
          "%d nodes: %.0f orders/s, %.2f ms of the cores on nodes and %.2f ms in PostgreSQL for"
              + " each; %d refused%n",
          count,
          result.perSecond(),
          result.nodeMillis(),
          result.databaseMillis(),
          outcomes.stream().mapToInt(Takers.Outcome::refused).sum());
      return result;
    } finally {
      apis.forEach(Api::close);
      vertx.close().await();
      nodes.forEach(Node::close);
    }
  }

  private static List<Takers.Outcome> run(
      ExecutorService threads, List<Takers> takers, Duration duration) throws Exception {
    List<Callable<Takers.Outcome>> runs = new ArrayList<>();
    for (Takers some : takers) {
      runs.add(() -> some.run(AT_ONCE / takers.size(), duration));
    }
    List<Takers.Outcome> outcomes = new ArrayList<>();
    for (Future<Takers.Outcome> future : threads.invokeAll(runs)) {
      outcomes.add(future.get());
    }
    return outcomes;
  }
}
