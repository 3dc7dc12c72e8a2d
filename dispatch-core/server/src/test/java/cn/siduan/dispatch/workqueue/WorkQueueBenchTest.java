package cn.siduan.dispatch.workqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Priority;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Not a test but a figure, with {@code -Dbench}: each put and each done is a transaction. */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class WorkQueueBenchTest {

  private static final QueueName QUEUE = QueueName.ROUTING;
  private static final int ITEMS = 20_000;
  private static final int PUTTERS = 8;
  private static final int TAKERS = 8;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void puts_and_takes_a_second(int count) {
    TestDatabase database = PostgresFixture.freshDatabase();
    List<WorkNode> nodes = new ArrayList<>();
    Members members = count == 0 ? null : Members.start(count);
    AtomicInteger done = new AtomicInteger();
    try {
      for (int i = 0; i < Math.max(1, count); i++) {
        nodes.add(
            members == null
                ? new WorkNode(database, Clock.systemUTC(), new LocalHandOver(ITEMS))
                : WorkNode.onHazelcast(database, Clock.systemUTC(), members.get(i)));
        nodes.get(i).loop(QUEUE, TAKERS, (tx, _) -> tx.afterCommit(done::incrementAndGet));
      }
      run(nodes, 2000, "warm");
      await().atMost(Duration.ofMinutes(2)).until(() -> done.get() == 2000);
      long began = System.nanoTime();
      run(nodes, ITEMS, "n");
      double puts = seconds(began);
      await().atMost(Duration.ofMinutes(5)).until(() -> done.get() == 2000 + ITEMS);
      System.out.printf(
          "workqueue: members=%d puts_per_s=%.0f done_per_s=%.0f swept=%.0f%n",
          count,
          ITEMS / puts,
          ITEMS / seconds(began),
          nodes.stream().mapToDouble(n -> n.counted("siduan.workqueue.swept", QUEUE)).sum());
      assertThat(done).hasValue(2000 + ITEMS);
    } finally {
      nodes.forEach(WorkNode::close);
      if (members != null) {
        members.close();
      }
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void run(List<WorkNode> nodes, int items, String name) {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService putters = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int p = 0; p < PUTTERS; p++) {
        putters.execute(
            () -> {
              for (int i = next.getAndIncrement(); i < items; i = next.getAndIncrement()) {
                nodes.get(i % nodes.size()).put(QUEUE, Priority.NORMAL, name + i);
              }
            });
      }
    }
  }
}
