package cn.siduan.dispatch.workqueue;

import static cn.siduan.contract.Priority.EMERGENCY;
import static cn.siduan.contract.Priority.HIGH;
import static cn.siduan.contract.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.StaleWriteException;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a queue promises, on one node. */
class WorkQueueTest {

  private static final QueueName QUEUE = QueueName.ROUTING;
  private static final Duration AT_ONCE = Duration.ZERO;

  private final SettableClock clock = SettableClock.inShanghai("2026-03-11T10:00:00+08:00");
  private WorkNode node;

  @BeforeEach
  void start() {
    node = new WorkNode(PostgresFixture.freshDatabase(), clock, new LocalHandOver(100));
    node.database()
        .transaction(tx -> tx.handle().execute("create table effect (subject text not null)"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Optional<WorkItem> take(String holder) throws InterruptedException {
    return node.work().take(QUEUE, holder, AT_ONCE);
  }

  private void done(WorkItem item) {
    node.database()
        .transaction(
            tx -> {
              node.work().done(tx, item);
              return item;
            });
  }

  private long inState(String state) {
    return node.count("select count(*) from work_item where state = '" + state + "'");
  }

  private void effect(cn.siduan.dispatch.platform.db.Tx tx, WorkItem item) {
    tx.batch().add("insert into effect (subject) values (?)", item.subject());
  }

  @Test
  void work_is_taken_by_priority_and_then_by_age() throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    clock.advance(Duration.ofMillis(1));
    node.put(QUEUE, HIGH, "b");
    clock.advance(Duration.ofMillis(1));
    node.put(QUEUE, NORMAL, "c");
    node.put(QUEUE, EMERGENCY, "d");
    node.put(QUEUE, HIGH, "e");
    List<String> order = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 5; i++) {
      order.add(take("t").orElseThrow().subject());
    }
    assertThat(order).containsExactly("d", "b", "e", "a", "c");
    assertThat(take("t")).isEmpty();
  }

  @Test
  void what_was_rolled_back_was_never_put() throws InterruptedException {
    assertThatThrownBy(
            () ->
                node.database()
                    .transaction(
                        tx -> {
                          node.work().put(tx, NewWork.of(QUEUE, NORMAL, "a"));
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    assertThat(take("t")).isEmpty();
    assertThat(inState("WAITING")).isZero();
  }

  @Test
  void put_twice_it_waits_once_with_the_higher_priority_and_the_newer_payload()
      throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    node.put(NewWork.of(QUEUE, HIGH, "a").with(Json.object().put("n", 2)));
    WorkItem item = take("t").orElseThrow();
    assertThat(item.priority()).isEqualTo(HIGH);
    assertThat(item.payload().get("n").asInt()).isEqualTo(2);
    assertThat(take("t")).isEmpty();
    done(item);
    assertThat(inState("DONE")).isEqualTo(1);
  }

  /** The commit of a taking does not wait for the disk, so a crash may undo it. */
  @Test
  void a_taking_that_the_database_forgot_changes_nothing() throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    WorkItem forgotten = take("first").orElseThrow();
    node.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        """
                        update work_item set state = 'WAITING', taken_by = null, taken_at = null, lease_until = null,
                          fence = 0, attempts = 0\
                        """));
    WorkItem taken =
        node.work().take(forgotten.id(), "second", Duration.ofSeconds(30)).orElseThrow();
    assertThat(taken.fence()).isEqualTo(forgotten.fence());
    assertThatThrownBy(() -> done(forgotten)).isInstanceOf(StaleWriteException.class);
    done(taken);
    assertThat(inState("DONE")).isEqualTo(1);
  }

  @Test
  void a_taking_waits_for_no_disk_but_what_goes_with_a_transaction_does() {
    node.put(QUEUE, NORMAL, "a");
    node.put(QUEUE, NORMAL, "b");
    node.database()
        .statement(
            handle ->
                WorkRows.takeUnflushed(
                    handle, id("a"), "t", node.work().now(), Duration.ofSeconds(30)));
    String within =
        node.database()
            .transaction(
                tx -> {
                  // tests' PostgreSQL waits for no disk at all
                  tx.handle().execute("set local synchronous_commit = on");
                  WorkRows.takeUnflushed(
                      tx.handle(), id("b"), "t", node.work().now(), Duration.ofSeconds(30));
                  return flushing(tx.handle());
                });
    assertThat(within).isEqualTo("on");
    assertThat(inState("TAKEN")).isEqualTo(2);
  }

  private long id(String subject) {
    return node.count("select id from work_item where subject = '" + subject + "'");
  }

  private static String flushing(org.jdbi.v3.core.Handle handle) {
    return handle
        .createQuery("select current_setting('synchronous_commit')")
        .mapTo(String.class)
        .one();
  }

  @Test
  void a_node_with_no_hand_for_a_queue_leaves_its_work_to_others() {
    node.loop(QUEUE, 0, (_, _) -> {});
    node.put(QUEUE, NORMAL, "a");
    clock.advance(Duration.ofMinutes(1));
    await().during(Duration.ofSeconds(1)).until(() -> inState("WAITING") == 1);
  }

  @Test
  void put_again_while_in_hand_it_is_done_once_more() throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    WorkItem item = take("t").orElseThrow();
    node.put(QUEUE, NORMAL, "a");
    assertThat(take("t")).isEmpty();
    done(item);
    assertThat(inState("WAITING")).isEqualTo(1);
    WorkItem again = node.work().sweep(QUEUE, "t").orElseThrow();
    assertThat(again.attempts()).isEqualTo(1);
    done(again);
    assertThat(inState("DONE")).isEqualTo(1);
  }

  @Test
  void a_handler_can_put_its_own_work_again_for_later() {
    node.put(QUEUE, NORMAL, "a");
    AtomicInteger runs = new AtomicInteger();
    node.loop(
        QUEUE,
        1,
        (tx, item) -> {
          if (runs.incrementAndGet() == 1) {
            node.work()
                .put(
                    tx,
                    NewWork.of(QUEUE, NORMAL, "a")
                        .notBefore(clock.instant().plus(Duration.ofMinutes(5))));
          }
        });
    await().until(() -> runs.get() == 1 && inState("WAITING") == 1);
    clock.advance(Duration.ofMinutes(5));
    await().until(() -> inState("DONE") == 1);
    assertThat(runs).hasValue(2);
  }

  @Test
  void the_effect_of_work_and_that_it_is_done_are_one() {
    node.put(QUEUE, NORMAL, "a");
    AtomicInteger tries = new AtomicInteger();
    node.loop(
        QUEUE,
        1,
        (tx, item) -> {
          tx.handle().execute("insert into effect (subject) values (?)", item.subject());
          if (tries.incrementAndGet() < 3) {
            throw new IllegalStateException("try " + tries);
          }
        });
    await().until(() -> tries.get() == 1 && inState("WAITING") == 1);
    assertThat(node.count("select count(*) from effect")).isZero();
    clock.advance(Duration.ofSeconds(1));
    await().until(() -> tries.get() == 2 && inState("WAITING") == 1);
    clock.advance(Duration.ofSeconds(2));
    await().until(() -> inState("DONE") == 1);
    assertThat(node.count("select count(*) from effect")).isEqualTo(1);
  }

  @Test
  void what_fails_too_often_is_dead_and_says_why() {
    node.put(QUEUE, NORMAL, "a");
    node.loop(
        QUEUE,
        1,
        (_, _) -> {
          throw new IllegalStateException("never");
        });
    for (int attempt = 1; attempt < WorkNode.SETTINGS.mostAttempts(); attempt++) {
      int tried = attempt;
      await()
          .until(
              () ->
                  node.count(
                          "select count(*) from work_item where state = 'WAITING' and attempts = "
                              + tried)
                      == 1);
      clock.advance(Duration.ofMinutes(5));
    }
    await().until(() -> inState("DEAD") == 1);
    assertThat(node.count("select count(*) from work_item where last_error like '%never'"))
        .isEqualTo(1);
    assertThat(node.counted("siduan.workqueue.failed", QUEUE))
        .isEqualTo(WorkNode.SETTINGS.mostAttempts());
  }

  @Test
  void after_its_lease_an_item_goes_to_another_and_the_first_changes_nothing()
      throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    WorkItem slow = take("slow").orElseThrow();
    clock.advance(WorkNode.SETTINGS.lease().plusSeconds(1));
    assertThat(node.work().expire()).isEqualTo(1);
    WorkItem quick = take("quick").orElseThrow();
    assertThatThrownBy(() -> done(slow)).isInstanceOf(StaleWriteException.class);
    assertThat(node.work().renew(slow, Duration.ofMinutes(1))).isFalse();
    done(quick);
    assertThat(inState("DONE")).isEqualTo(1);
  }

  @Test
  void a_renewed_lease_does_not_run_out() throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    WorkItem item = take("t").orElseThrow();
    clock.advance(Duration.ofSeconds(20));
    assertThat(node.work().renew(item, WorkNode.SETTINGS.lease())).isTrue();
    clock.advance(Duration.ofSeconds(20));
    assertThat(node.work().expire()).isZero();
    done(item);
  }

  @Test
  void given_back_it_is_taken_again_at_once_or_after_its_delay() throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    WorkItem first = take("t").orElseThrow();
    giveBack(first, Duration.ZERO);
    WorkItem second = take("t").orElseThrow();
    giveBack(second, Duration.ofMinutes(1));
    assertThat(take("t")).isEmpty();
    assertThat(node.work().sweep(QUEUE, "t")).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(node.work().sweep(QUEUE, "t")).isPresent();
  }

  private void giveBack(WorkItem item, Duration delay) {
    node.database()
        .transaction(
            tx -> {
              node.work().giveBack(tx, item, delay, null);
              return item;
            });
  }

  @Test
  void what_was_not_handed_over_is_found_in_the_table_a_little_later() {
    // the queue holds a hundred tickets
    for (int i = 0; i < 150; i++) {
      node.put(QUEUE, NORMAL, "n" + i);
    }
    List<String> seen = new CopyOnWriteArrayList<>();
    node.loop(
        QUEUE,
        2,
        (tx, item) -> {
          effect(tx, item);
          tx.afterCommit(() -> seen.add(item.subject()));
        });
    await().until(() -> seen.size() == 100);
    assertThat(inState("WAITING")).isEqualTo(50);
    clock.advance(WorkNode.SETTINGS.sweepAfter());
    await().until(() -> inState("DONE") == 150);
    assertThat(node.count("select count(distinct subject) from effect")).isEqualTo(150);
    assertThat(node.count("select count(*) from effect")).isEqualTo(150);
    assertThat(node.counted("siduan.workqueue.swept", QUEUE)).isEqualTo(50);
  }

  @Test
  void a_loop_that_closes_finishes_what_it_has_in_hand() throws InterruptedException {
    node.put(QUEUE, NORMAL, "a");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    WorkLoop loop =
        node.loop(
            QUEUE,
            1,
            (tx, item) -> {
              begun.countDown();
              awaitQuietly(goOn);
              effect(tx, item);
            });
    begun.await();
    Thread closing = Thread.ofVirtual().start(loop::close);
    goOn.countDown();
    closing.join();
    assertThat(inState("DONE")).isEqualTo(1);
    assertThat(node.count("select count(*) from effect")).isEqualTo(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
