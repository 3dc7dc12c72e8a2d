package cn.siduan.dispatch.workqueue;

import static cn.siduan.contract.Priority.EMERGENCY;
import static cn.siduan.contract.Priority.HIGH;
import static cn.siduan.contract.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.SettableClock;
import cn.siduan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the queues promise, whatever happens to the cluster: nothing is lost, nothing is done twice,
 * and normally the order within a priority is kept. Nodes are joined over real sockets.
 */
class WorkQueueContractTest {

  private static final QueueName QUEUE = QueueName.ROUTING;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int TAKERS = 2;

  private final SettableClock clock = SettableClock.inShanghai("2026-03-11T10:00:00+08:00");
  private final TestDatabase database = PostgresFixture.freshDatabase();
  private final List<WorkNode> nodes = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private Members members;

  @BeforeEach
  void makeEffectTable() throws Exception {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table effect (subject text not null, node int not null)");
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(WorkNode::close);
    if (members != null) {
      members.close();
    }
  }

  /** No member is a node on its own, without Hazelcast. */
  private void startNodes(int count) {
    if (count == 0) {
      nodes.add(new WorkNode(database, clock, new LocalHandOver(10_000)));
      return;
    }
    members = Members.start(count);
    for (int i = 0; i < count; i++) {
      nodes.add(WorkNode.onHazelcast(database, clock, members.get(i)));
    }
  }

  private void work(int index) {
    nodes.get(index).upkeep();
    nodes.get(index).loop(QUEUE, TAKERS, (tx, item) -> effect(tx, item, index));
  }

  private static void effect(Tx tx, WorkItem item, int index) {
    tx.batch().add("insert into effect (subject, node) values (?, ?)", item.subject(), index);
  }

  private void put(int index, int count) {
    for (int i = 0; i < count; i++) {
      int number = numbers.incrementAndGet();
      nodes.get(index).put(QUEUE, number % 7 == 0 ? HIGH : NORMAL, "n" + number);
    }
  }

  private long count(String sql) {
    return nodes.getFirst().count(sql);
  }

  private void awaitAllDone() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              clock.advance(Duration.ofMillis(200));
              return count("select count(*) from work_item where state = 'DONE'") == numbers.get();
            });
  }

  private void assertEachDoneOnce() {
    assertThat(count("select count(distinct subject) from effect")).isEqualTo(numbers.get());
    assertThat(count("select count(*) from effect")).isEqualTo(numbers.get());
  }

  private double counted(String name) {
    return nodes.stream().mapToDouble(n -> n.counted(name, QUEUE)).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void everything_is_done_once_however_many_members(int count) {
    startNodes(count);
    for (int i = 0; i < nodes.size(); i++) {
      work(i);
    }
    for (int round = 0; round < 100; round++) {
      put(round % nodes.size(), 3);
    }
    // the clock stands: nothing is swept, everything has to be handed over
    await()
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from work_item where state = 'DONE'") == 300);
    assertEachDoneOnce();
    assertThat(counted("siduan.workqueue.swept")).isZero();
    assertThat(count("select count(distinct node) from effect")).isEqualTo(nodes.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void work_is_taken_by_priority_and_then_by_age_on_whichever_node(int count) throws Exception {
    startNodes(count);
    List<Priority> priorities = List.of(NORMAL, HIGH, NORMAL, EMERGENCY, HIGH, NORMAL);
    for (int i = 0; i < 60; i++) {
      nodes
          .get(i % nodes.size())
          .put(QUEUE, priorities.get(i % 6), priorities.get(i % 6) + "-%02d".formatted(i));
      clock.advance(Duration.ofMillis(1));
    }
    await().atMost(PATIENCE).until(() -> nodes.getFirst().handOver().size(QUEUE) == 60);
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      WorkNode node = nodes.get(i % nodes.size());
      taken.add(node.work().take(QUEUE, "t" + i, SOON).orElseThrow().subject());
    }
    assertThat(ofPriority(taken, EMERGENCY)).isSorted().hasSize(10);
    assertThat(ofPriority(taken, HIGH)).isSorted().hasSize(20);
    assertThat(ofPriority(taken, NORMAL)).isSorted().hasSize(30);
    assertThat(taken.subList(0, 10)).isEqualTo(ofPriority(taken, EMERGENCY));
    assertThat(taken.subList(10, 30)).isEqualTo(ofPriority(taken, HIGH));
  }

  private static List<String> ofPriority(List<String> subjects, Priority priority) {
    return subjects.stream().filter(s -> s.startsWith(priority + "-")).toList();
  }

  @Test
  void what_a_killed_member_had_in_hand_is_done_by_the_others_once() throws Exception {
    startNodes(3);
    CountDownLatch inHand = new CountDownLatch(TAKERS);
    CountDownLatch never = new CountDownLatch(1);
    nodes
        .get(2)
        .loop(
            QUEUE,
            TAKERS,
            (tx, item) -> {
              effect(tx, item, 2);
              inHand.countDown();
              awaitQuietly(never);
            });
    put(0, 50);
    inHand.await();
    members.kill(2);
    nodes.get(2).kill();
    never.countDown();
    members.awaitSize(2);
    work(0);
    work(1);
    put(1, 50);
    await()
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from work_item where state = 'DONE'") == 100 - TAKERS);
    assertThat(count("select count(*) from work_item where state = 'TAKEN'")).isEqualTo(TAKERS);
    clock.advance(WorkNode.SETTINGS.lease().plusSeconds(1));
    awaitAllDone();
    assertEachDoneOnce();
    assertThat(count("select count(*) from effect where node = 2")).isZero();
    assertThat(counted("siduan.workqueue.expired")).isEqualTo(TAKERS);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void both_parts_of_a_split_work_on_and_after_it_healed_all_is_done_once() {
    startNodes(3);
    for (int i = 0; i < 3; i++) {
      work(i);
    }
    put(0, 30);
    members.cutOff(0);
    assertThat(members.size(0)).isEqualTo(1);
    assertThat(members.size(1)).isEqualTo(2);
    for (int round = 0; round < 30; round++) {
      put(round % 3, 2);
    }
    awaitAllDone();
    members.heal();
    long before = count("select count(*) from effect");
    put(0, 100);
    put(1, 100);
    awaitAllDone();
    assertEachDoneOnce();
    assertThat(count("select count(*) from effect")).isEqualTo(before + 200);
  }

  @Test
  void tickets_thrown_away_when_a_split_heals_are_made_anew_from_the_rows() throws Exception {
    startNodes(3);
    members.cutOff(0);
    put(0, 20);
    put(1, 20);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                nodes.get(0).handOver().size(QUEUE) == 20
                    && nodes.get(1).handOver().size(QUEUE) == 20);
    members.heal();
    // the clock stands: only a ticket leads to a row
    for (int i = 0; i < 40; i++) {
      Optional<WorkItem> item = nodes.get(1).work().take(QUEUE, "t" + i, Duration.ofSeconds(20));
      assertThat(item).as("item %d of 40", i + 1).isPresent();
    }
  }

  @Test
  void an_emptied_hazelcast_is_filled_again_from_the_rows() throws Exception {
    startNodes(3);
    put(0, 50);
    await().atMost(PATIENCE).until(() -> nodes.get(1).handOver().size(QUEUE) == 50);
    members.get(1).getQueue("work.routing").clear();
    nodes.get(0).work().rebuildLost();
    assertThat(nodes.get(2).work().take(QUEUE, "t", Duration.ZERO))
        .as("nobody has waited long enough yet")
        .isEmpty();
    clock.advance(WorkNode.SETTINGS.sweepAfter());
    nodes.forEach(n -> n.work().rebuildLost());
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      taken.add(nodes.get(2).work().take(QUEUE, "t", SOON).orElseThrow().subject());
    }
    assertThat(taken).doesNotHaveDuplicates().hasSize(50);
  }

  @Test
  void a_cluster_that_starts_anew_hands_over_what_waits_since_before() throws Exception {
    startNodes(1);
    put(0, 20);
    nodes.getFirst().close();
    members.close();
    nodes.clear();
    startNodes(1);
    nodes.getFirst().upkeep();
    for (int i = 0; i < 20; i++) {
      assertThat(nodes.getFirst().work().take(QUEUE, "t", SOON)).isPresent();
    }
  }

  @Test
  void without_any_hazelcast_left_work_goes_on_by_the_table_and_a_figure_says_so() {
    startNodes(2);
    work(0);
    work(1);
    put(0, 20);
    awaitAllDone();
    members.kill(0);
    members.kill(1);
    put(0, 40);
    put(1, 40);
    awaitAllDone();
    assertEachDoneOnce();
    assertThat(counted("siduan.workqueue.swept")).isEqualTo(80);
  }

  /**
   * The members hear one another as ever, but whoever asks for the queue waits: as when the machine
   * of its owner is overloaded.
   */
  @Test
  void while_hazelcast_stands_still_work_goes_on_by_the_table_and_figures_say_so() {
    startNodes(2);
    work(0);
    work(1);
    put(0, 20);
    awaitAllDone();
    try (Stall stall = Stall.of(members.get(0), "work." + QUEUE)) {
      assertThat(stall).isNotNull();
      put(0, 40);
      put(1, 40);
      awaitAllDone();
      assertThat(members.size(0)).as("nobody was thrown out").isEqualTo(2);
      assertThat(members.size(1)).isEqualTo(2);
      assertThat(counted("siduan.workqueue.swept")).isEqualTo(80);
      await()
          .atMost(PATIENCE)
          .until(() -> nodes.stream().anyMatch(n -> n.counted("siduan.workqueue.unreachable") > 0));
    }
    assertEachDoneOnce();
    double swept = counted("siduan.workqueue.swept");
    // as quick as before once it answers again
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              put(0, 1);
              awaitAllDone();
              return counted("siduan.workqueue.taken") > 20;
            });
    assertThat(swept).isEqualTo(80);
    assertEachDoneOnce();
  }
}
