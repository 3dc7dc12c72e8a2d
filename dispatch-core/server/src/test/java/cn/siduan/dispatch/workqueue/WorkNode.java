package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.testkit.TestDatabase;
import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node's work queues on a database that nodes share. */
final class WorkNode implements AutoCloseable {

  /** Short where the real one waits, so that tests do not. */
  static final WorkQueueSettings SETTINGS =
      new WorkQueueSettings(
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofSeconds(3),
          Duration.ofMillis(20),
          4,
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          10_000,
          Duration.ofDays(7),
          0);

  private final Database database;
  private final SimpleMeterRegistry metrics;
  private final HandOver handOver;
  private final WorkQueue work;
  private @Nullable Upkeep upkeep;
  private final List<WorkLoop> loops = new ArrayList<>();

  WorkNode(TestDatabase shared, Clock clock, HandOver handOver) {
    this(shared, clock, handOver, new SimpleMeterRegistry());
  }

  private WorkNode(
      TestDatabase shared, Clock clock, HandOver handOver, SimpleMeterRegistry metrics) {
    this.metrics = metrics;
    database =
        new Database(DatabaseSettings.of(shared.jdbcUrl(), shared.user(), shared.password()));
    this.handOver = handOver;
    work = new WorkQueue(database, clock, metrics, handOver, new Outbox(() -> {}), SETTINGS);
  }

  static WorkNode onHazelcast(TestDatabase shared, Clock clock, HazelcastInstance hazelcast) {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    return new WorkNode(shared, clock, new HazelcastHandOver(hazelcast, metrics), metrics);
  }

  WorkQueue work() {
    return work;
  }

  Database database() {
    return database;
  }

  HandOver handOver() {
    return handOver;
  }

  void put(QueueName queue, Priority priority, String subject) {
    put(NewWork.of(queue, priority, subject));
  }

  void put(NewWork item) {
    database.transaction(
        tx -> {
          work.put(tx, item);
          return item;
        });
  }

  WorkLoop loop(QueueName queue, int takers, WorkHandler handler) {
    WorkLoop loop = WorkLoop.start(work, queue, takers, handler);
    loops.add(loop);
    return loop;
  }

  double counted(String name, QueueName queue) {
    Counter counter = metrics.find(name).tag("queue", queue.text()).counter();
    return counter == null ? 0 : counter.count();
  }

  double counted(String name) {
    Counter counter = metrics.find(name).counter();
    return counter == null ? 0 : counter.count();
  }

  long count(String sql) {
    return database.read(h -> h.createQuery(sql).mapTo(Long.class).one());
  }

  void upkeep() {
    upkeep = Upkeep.start(work);
  }

  /** As by pulling the plug: what is under way never commits. */
  void kill() {
    database.close();
  }

  @Override
  public void close() {
    loops.forEach(WorkLoop::close);
    if (upkeep != null) {
      upkeep.close();
    }
    handOver.close();
    database.close();
  }
}
