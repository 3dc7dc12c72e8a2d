package cn.siduan.bench.peers;

import cn.siduan.bench.Options;
import cn.siduan.bench.load.Latencies;
import cn.siduan.bench.load.Pace;
import cn.siduan.bench.load.Product;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast a heap of durable work is worked off, and how soon a single piece is begun once it is
 * due, by Siduan's work queue, db-scheduler and JobRunr.
 */
public final class PeersBenchmark {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * @param perSecond pieces picked up and completed
   */
  private record Figures(String name, double perSecond, double p50, double p99) {}

  private interface Making {
    Contender make() throws Exception;
  }

  private final Product product;
  private final int heap;
  private final double rate;
  private final Duration duration;

  private PeersBenchmark(Product product, int heap, double rate, Duration duration) {
    this.product = product;
    this.heap = heap;
    this.rate = rate;
    this.duration = duration;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, "heap", "rate", "seconds", "turns");
    // its PostgreSQL with its settings and tables is what is wanted; it stands still itself
    try (Product product = Product.fresh("peers", Map.of())) {
      product.leaveDatabase();
      try {
        new PeersBenchmark(
                product,
                (int) options.number("heap", 5000, 100),
                options.number("rate", 50, 20),
                Duration.ofSeconds((long) options.number("seconds", 15, 2)))
            .measure((int) options.number("turns", 2, 1));
      } finally {
        product.resume();
      }
    }
    System.exit(0);
  }

  private void measure(int turns) throws Exception {
    List<Figures> all = new ArrayList<>();
    for (int turn = 0; turn <= turns; turn++) {
      for (Making making :
          List.<Making>of(
              () -> new Ours(settings()),
              () -> new DbScheduler(pool()),
              () -> new JobRunrWork(pool()))) {
        Figures figures = measure(making);
        // the first is for the compiler
        if (turn > 0) {
          all.add(figures);
        }
        System.out.printf(
            Locale.ROOT,
            "%s %-13s %6.0f/s, due to started p50 %.1f ms, p99 %.1f ms%n",
            turn == 0 ? "warm-up" : "turn " + turn + " ",
            figures.name(),
            figures.perSecond(),
            figures.p50(),
            figures.p99());
      }
    }
    report(all);
  }

  private static void report(List<Figures> all) {
    Comparator<Figures> faster = Comparator.comparingDouble(Figures::perSecond);
    Comparator<Figures> later = Comparator.comparingDouble(Figures::p99);
    List<Figures> peers = all.stream().filter(f -> !f.name().equals("siduan")).toList();
    List<Figures> ours = all.stream().filter(f -> f.name().equals("siduan")).toList();
    System.out.printf(
        Locale.ROOT,
        "peers: throughput_ratio=%.2f latency_ratio=%.2f%n",
        ours.stream().max(faster).orElseThrow().perSecond()
            / peers.stream().max(faster).orElseThrow().perSecond(),
        ours.stream().min(later).orElseThrow().p99()
            / peers.stream().min(later).orElseThrow().p99());
  }

  private Figures measure(Making making) throws Exception {
    double perSecond;
    String name;
    try (Contender contender = making.make()) {
      name = contender.name();
      perSecond = workOff(contender);
    }
    try (Contender contender = making.make()) {
      Latencies latencies = dueToStarted(contender);
      return new Figures(
          name, perSecond, latencies.percentileMillis(0.5), latencies.percentileMillis(0.99));
    }
  }

  /** All of it is there before anybody begins. */
  private double workOff(Contender contender) throws InterruptedException {
    try (ExecutorService putting = Executors.newFixedThreadPool(Contender.HANDS)) {
      for (int i = 0; i < heap; i++) {
        long number = i;
        putting.execute(() -> contender.put(number));
      }
    }
    CountDownLatch done = new CountDownLatch(heap);
    long began = System.nanoTime();
    contender.start(_ -> done.countDown());
    await(done);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (contender.left() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    return heap / ((System.nanoTime() - began) / 1e9);
  }

  /** At a rate that none of them is troubled by. */
  private Latencies dueToStarted(Contender contender) throws InterruptedException {
    Map<Long, Long> due = new ConcurrentHashMap<>();
    Latencies latencies = new Latencies();
    CountDownLatch done = new CountDownLatch((int) (rate * duration.toSeconds()));
    contender.start(
        number -> {
          latencies.add((System.nanoTime() - due.get(number)) / 1000);
          done.countDown();
        });
    // those of before have other numbers
    long first = heap;
    try (ExecutorService putting = Executors.newFixedThreadPool(Contender.HANDS)) {
      long[] next = {first};
      Pace.run(
          rate,
          duration,
          _ -> {
            long number = next[0]++;
            putting.execute(
                () -> {
                  due.put(number, System.nanoTime());
                  contender.put(number);
                });
          });
    }
    await(done);
    return latencies;
  }

  private static void await(CountDownLatch done) throws InterruptedException {
    if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(done.getCount() + " pieces of work were not done in time");
    }
  }

  private DatabaseSettings settings() {
    return DatabaseSettings.of(url(), "postgres", product.databasePassword());
  }

  private String url() {
    return "jdbc:postgresql://localhost:" + product.databasePort() + "/postgres";
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setUsername("postgres");
    config.setPassword(product.databasePassword());
    config.setMaximumPoolSize(Contender.HANDS);
    return new HikariDataSource(config);
  }
}
