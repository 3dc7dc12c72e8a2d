package cn.siduan.dispatch.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.SettableClock;
import cn.siduan.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineWatcherTest {

  private static final Instant NOW = Instant.parse("2026-03-11T02:00:00Z");
  private static Database database;

  private final SettableClock clock = SettableClock.inShanghai("2026-03-11T10:00:00+08:00");
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ConcurrentLinkedQueue<String> fired = new ConcurrentLinkedQueue<>();
  private final DeadlineWatcher watcher = watcher(clock);
  private final Deadlines deadlines = new Deadlines(watcher::hint);

  @BeforeAll
  static void start() {
    TestDatabase fresh = PostgresFixture.freshDatabase();
    database = new Database(DatabaseSettings.of(fresh.jdbcUrl(), fresh.user(), fresh.password()));
    database.migrate();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.transaction(tx -> tx.handle().execute("delete from deadline"));
  }

  private DeadlineWatcher watcher(Clock itsClock) {
    return new DeadlineWatcher(database, itsClock, metrics, DeadlineSettings.defaults());
  }

  /** Handles deadlines of kind T without a thread of its own. */
  private static void handle(DeadlineWatcher watcher, BiConsumer<Tx, Deadline> effect) {
    watcher.handleOnly(List.of(handler("T", effect)));
  }

  private static DeadlineHandler handler(String kind, BiConsumer<Tx, Deadline> effect) {
    return new DeadlineHandler() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public void fire(Tx tx, Deadline deadline, boolean late) {
        effect.accept(tx, deadline);
      }
    };
  }

  private void note(Deadline deadline) {
    fired.add(deadline.key());
  }

  private void set(String kind, String key, Instant at) {
    database.transaction(
        tx -> {
          deadlines.set(tx, kind, key, null, null, at);
          return true;
        });
  }

  private Map<String, Object> row(String key) {
    return database.read(
        h ->
            h.createQuery("select state, late, attempts from deadline where key = :key")
                .bind("key", key)
                .mapToMap()
                .one());
  }

  @Test
  void it_fires_what_is_due_in_order_once_and_nothing_before() {
    handle(watcher, (_, d) -> note(d));
    set("T", "b", NOW.plusSeconds(20));
    set("T", "a", NOW.plusSeconds(10));
    set("T", "c", NOW.plusSeconds(30));
    assertThat(watcher.runDue()).isZero();
    clock.advance(Duration.ofSeconds(20));
    assertThat(watcher.runDue()).isEqualTo(2);
    assertThat(watcher.runDue()).isZero();
    assertThat(fired).containsExactly("a", "b");
    assertThat(row("c")).containsEntry("state", "WAITING");
  }

  @Test
  void what_is_cancelled_does_not_fire_and_what_is_set_anew_fires_then() {
    handle(watcher, (_, d) -> note(d));
    set("T", "a", NOW.plusSeconds(10));
    set("T", "b", NOW.plusSeconds(10));
    database.transaction(
        tx -> {
          deadlines.cancel(tx, "T", "a");
          deadlines.set(tx, "T", "b", null, null, NOW.plusSeconds(99));
          return true;
        });
    clock.advance(Duration.ofSeconds(50));
    assertThat(watcher.runDue()).isZero();
    clock.advance(Duration.ofSeconds(50));
    watcher.runDue();
    assertThat(fired).containsExactly("b");
  }

  @Test
  void after_a_downtime_each_missed_deadline_fires_once_and_is_marked_as_late() {
    handle(watcher, (_, d) -> note(d));
    set("T", "missed", NOW.plusSeconds(10));
    clock.advance(Duration.ofHours(5));
    set("T", "fresh", clock.instant());
    watcher.runDue();
    watcher.runDue();
    assertThat(fired).containsExactly("missed", "fresh");
    assertThat(row("missed")).containsEntry("late", true);
    assertThat(row("fresh")).containsEntry("late", false);
  }

  @Test
  void one_that_fails_leaves_no_effect_does_not_hold_up_others_and_is_tried_again_later() {
    List<String> broken = new ArrayList<>(List.of("a"));
    handle(
        watcher,
        (tx, d) -> {
          tx.batch().add("update deadline set last_error = 'effect' where key = 'c'");
          if (broken.contains(d.key())) {
            throw new IllegalStateException("no");
          }
          note(d);
        });
    set("T", "a", NOW);
    set("T", "b", NOW);
    set("T", "c", NOW.plusSeconds(500));
    watcher.runDue();
    assertThat(fired).containsExactly("b");
    assertThat(row("a")).containsEntry("state", "WAITING").containsEntry("attempts", 1);
    broken.clear();
    watcher.runDue();
    assertThat(fired).containsExactly("b");
    clock.advance(Duration.ofSeconds(2));
    watcher.runDue();
    assertThat(fired).containsExactly("b", "a");
  }

  @Test
  void one_that_never_succeeds_ends_dead_and_is_counted() {
    handle(
        watcher,
        (_, _) -> {
          throw new IllegalStateException("no");
        });
    set("T", "a", NOW);
    for (int i = 0; i < 20; i++) {
      watcher.runDue();
      clock.advance(Duration.ofHours(1));
    }
    assertThat(row("a")).containsEntry("state", "DEAD").containsEntry("attempts", 12);
    assertThat(metrics.counter("siduan.deadline.failed", "kind", "T", "late", "false").count())
        .isEqualTo(12);
  }

  @Test
  void kinds_without_a_handler_stay_for_a_node_that_has_one() {
    handle(watcher, (_, d) -> note(d));
    set("OTHER", "a", NOW);
    assertThat(watcher.runDue()).isZero();
    assertThat(row("a")).containsEntry("state", "WAITING");
  }

  @Test
  void of_many_nodes_at_once_exactly_one_fires_each() throws Exception {
    List<DeadlineWatcher> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      DeadlineWatcher node = watcher(clock);
      handle(node, (_, d) -> note(d));
      nodes.add(node);
    }
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      keys.add("k" + i);
      set("T", "k" + i, NOW);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> runs =
          nodes.stream().map(node -> threads.submit(node::runDue)).toList();
      int sum = 0;
      for (Future<Integer> run : runs) {
        sum += run.get();
      }
      assertThat(sum).isEqualTo(300);
    }
    assertThat(fired).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void a_commit_wakes_the_node_before_its_next_sweep() {
    DeadlineSettings rare =
        new DeadlineSettings(
            Duration.ofMinutes(10), Duration.ofMinutes(1), 10, 3, Duration.ofSeconds(1));
    try (DeadlineWatcher sleeper =
        new DeadlineWatcher(database, clock, new SimpleMeterRegistry(), rare)) {
      sleeper.start(List.of(handler("T", (_, d) -> note(d))));
      Deadlines own = new Deadlines(sleeper::hint);
      database.transaction(
          tx -> {
            own.set(tx, "T", "now", null, null, clock.instant());
            return true;
          });
      await().atMost(Duration.ofSeconds(5)).until(() -> fired.contains("now"));
    }
  }

  @Test
  void a_look_that_failed_is_followed_by_another() {
    DeadlineSettings often =
        new DeadlineSettings(
            Duration.ofMillis(50), Duration.ofMinutes(1), 10, 3, Duration.ofSeconds(1));
    set("T", "now", clock.instant());
    rename("deadline", "deadline_away");
    try (DeadlineWatcher sleeper =
        new DeadlineWatcher(database, clock, new SimpleMeterRegistry(), often)) {
      sleeper.start(List.of(handler("T", (_, d) -> note(d))));
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(5))
          .until(() -> fired.isEmpty());
      rename("deadline_away", "deadline");
      await().atMost(Duration.ofSeconds(5)).until(() -> fired.contains("now"));
    }
  }

  private static void rename(String table, String name) {
    database.transaction(tx -> tx.handle().execute("alter table " + table + " rename to " + name));
  }
}
