package cn.siduan.bench;

import cn.siduan.dispatch.routing.Field;
import cn.siduan.dispatch.routing.Opening;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.ProviderCard;
import cn.siduan.dispatch.routing.ProviderIndex;
import cn.siduan.dispatch.routing.Question;
import cn.siduan.dispatch.routing.RoutingDecision;
import cn.siduan.dispatch.routing.RoutingPolicy;
import cn.siduan.dispatch.routing.Standing;
import cn.siduan.dispatch.routing.Weights;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * One routing decision, everything in memory: 10,000 providers, 500 items, 200 communities. Each
 * decision is about another item and place; each provider offers 10 to 30 items, a third of them
 * throughout the district, so that about 90 come into question for a task.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(1)
public class RoutingBenchmark {

  private static final int PROVIDERS = 10_000;
  private static final int ITEMS = 500;
  private static final int COMMUNITIES = 200;
  private static final int SUBDISTRICTS = 20;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-03-11T02:00:00Z");
  private static final Policy POLICY =
      new Policy(
          "STANDARD",
          1,
          "常规派单",
          "Standard",
          new Weights(2, 3, 2, 2, 1, 1, 2),
          8,
          List.of(),
          false,
          List.of());

  private final Random random = new Random(42);
  private final Map<Long, Standing> standings = new HashMap<>();
  private ProviderIndex index = new ProviderIndex(List.of());
  private long order;

  /** Eight to six, as calendars answer it: with the local date and time. */
  private record DayTime() implements Opening {
    @Override
    public boolean isOpen(Instant at) {
      int hour = LocalDateTime.ofInstant(at, ZONE).getHour();
      return hour >= 8 && hour < 18;
    }

    @Override
    public Optional<Instant> findNextOpening(Instant at) {
      return Optional.of(at);
    }
  }

  @Setup(Level.Trial)
  public void fill() {
    List<ProviderIndex.Listing> listings = new ArrayList<>();
    for (long id = 1; id <= PROVIDERS; id++) {
      listings.add(listing(id));
      standings.put(
          id,
          new Standing(
              random.nextInt(6),
              random.nextInt(20),
              40,
              random.nextInt(41),
              30,
              random.nextInt(31)));
    }
    index = new ProviderIndex(listings);
  }

  private ProviderIndex.Listing listing(long id) {
    List<Long> items = random.longs(10 + random.nextInt(21), 0, ITEMS).distinct().boxed().toList();
    List<Long> areas = areas();
    Map<Long, List<Long>> paths = new HashMap<>();
    areas.forEach(area -> paths.put(area, path(area)));
    ProviderCard card =
        new ProviderCard(
            id,
            "服务商" + id,
            "ORGANISATION",
            31.1 + random.nextDouble() * 0.2,
            121.3 + random.nextDouble() * 0.2,
            1 + random.nextInt(9) / 2.0,
            5 + random.nextInt(10),
            areas,
            Map.of("PLUMBING", Optional.of(LocalDate.of(2026, 1 + random.nextInt(12), 1))),
            new DayTime());
    return new ProviderIndex.Listing(card, items, paths);
  }

  private List<Long> areas() {
    return switch (random.nextInt(3)) {
      case 0 -> List.of(1L);
      case 1 -> List.of(100L + random.nextInt(SUBDISTRICTS));
      default ->
          LongStream.generate(() -> 1000L + random.nextInt(COMMUNITIES))
              .limit(3)
              .distinct()
              .boxed()
              .toList();
    };
  }

  /** District 1, sub-districts from 100, communities from 1000. */
  private static List<Long> path(long area) {
    if (area >= 1000) {
      return List.of(area, 100 + (area - 1000) % SUBDISTRICTS, 1L);
    }
    return area >= 100 ? List.of(area, 1L) : List.of(1L);
  }

  @Benchmark
  public RoutingDecision decide() {
    order++;
    long community = 1000 + order * 7919 % COMMUNITIES;
    Field field = index.find(order * 104_729 % ITEMS, path(community), null);
    Question question =
        new Question(
            order,
            1,
            order % 2 == 0 ? List.of("PLUMBING") : List.of(),
            31.1 + order % 200 * 0.001,
            121.3 + order % 150 * 0.001,
            NOW,
            LocalDate.of(2026, 3, 11),
            false,
            Map.of(),
            null);
    return RoutingPolicy.decide(question, field, standings, POLICY, 1);
  }

  public static void main(String[] args) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(RoutingBenchmark.class.getName() + ".decide")
                    .jvmArgsAppend("-Xms512m", "-Xmx512m")
                    .build())
            .run()
            .iterator()
            .next();
    Statistics times = result.getPrimaryResult().getStatistics();
    System.out.printf(
        java.util.Locale.ROOT,
        "routing: p50_us=%.1f p99_us=%.1f%n",
        times.getPercentile(50),
        times.getPercentile(99));
  }
}
