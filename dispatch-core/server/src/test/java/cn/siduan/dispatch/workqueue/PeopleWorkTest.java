package cn.siduan.dispatch.workqueue;

import static cn.siduan.contract.Priority.HIGH;
import static cn.siduan.contract.Priority.NORMAL;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work of people, through the API. Each test has a queue of its own. */
class PeopleWorkTest {

  private static final Holder ANNA = new Holder(Role.OPERATOR, 1, "安娜");
  private static final Holder BEN = new Holder(Role.OPERATOR, 2, "小本");
  private static final AtomicInteger SKILLS = new AtomicInteger();
  private static ApiFixture api;
  private static District district;
  private static WorkQueue work;

  private QueueName queue;
  private Actor anna;
  private Actor ben;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
    work =
        new WorkQueue(
            api.database(),
            api.clock(),
            new SimpleMeterRegistry(),
            new LocalHandOver(10),
            new Outbox(() -> {}),
            WorkQueueSettings.defaults());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void queue() {
    // people of their own, too: how often one may call is limited, and the clock stands
    int number = SKILLS.incrementAndGet();
    queue = QueueName.people(district.community, "s" + number);
    anna = staff(Role.OPERATOR, 1000 + number, "安娜", district.community);
    ben = staff(Role.OPERATOR, 2000 + number, "小本", null);
  }

  private static Actor staff(Role role, long id, String name, Long centreId) {
    return new Actor(role, id, name, Tier.COMMUNITY, centreId, null, null, null);
  }

  private void put(Priority priority, String subject) {
    api.database()
        .transaction(
            tx -> {
              work.put(tx, NewWork.of(queue, priority, subject));
              return subject;
            });
  }

  private Answer take(Actor actor) {
    return api.post(actor, "/work/" + queue + "/take", Map.of());
  }

  private Answer take(Actor actor, long id) {
    return api.post(actor, "/work/" + queue + "/take", Map.of("item_id", id));
  }

  private Answer command(Actor actor, long id, String command, Map<String, ?> body) {
    return api.post(actor, "/work/" + queue + "/items/" + id + "/" + command, body);
  }

  private Answer keep(Actor actor, long id) {
    return api.post(actor, "/work/" + queue + "/items/" + id + "/keep", "");
  }

  private JsonNode items(Actor actor) {
    return api.get(actor, "/work/" + queue + "/items").json().get("items");
  }

  private static long id(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("id").asLong();
  }

  @Test
  void the_next_item_is_the_most_urgent_and_then_the_oldest() {
    put(NORMAL, "a");
    put(HIGH, "b");
    put(NORMAL, "c");
    assertThat(take(anna).json().get("subject").asText()).isEqualTo("b");
    assertThat(take(ben).json().get("subject").asText()).isEqualTo("a");
    Answer last = take(anna);
    assertThat(last.json().get("subject").asText()).isEqualTo("c");
    assertThat(last.json().at("/taken_by/name").asText()).isEqualTo("安娜");
    assertThat(take(ben).status()).isEqualTo(204);
    assertThat(command(anna, id(last), "done", Map.of()).status()).isEqualTo(204);
    assertThat(items(anna)).hasSize(2);
  }

  @Test
  void what_somebody_has_in_hand_is_refused_to_others_by_name() {
    put(NORMAL, "a");
    long id = id(take(anna));
    Answer refused = take(ben, id);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asText()).contains("安娜");
    assertThat(command(ben, id, "done", Map.of()).status()).isEqualTo(409);
    assertThat(command(ben, id, "release", Map.of()).status()).isEqualTo(409);
    assertThat(id(take(anna, id))).as("asked again by who has it").isEqualTo(id);
    assertThat(command(anna, id, "done", Map.of()).status()).isEqualTo(204);
  }

  @Test
  void a_repeated_take_gives_the_same_item() {
    put(NORMAL, "a");
    put(NORMAL, "b");
    String key = UUID.randomUUID().toString();
    Answer first = api.post(anna, "/work/" + queue + "/take", Map.of(), key);
    Answer again = api.post(anna, "/work/" + queue + "/take", Map.of(), key);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void released_it_waits_again_and_a_supervisor_may_release_for_others() {
    put(NORMAL, "a");
    long id = id(take(anna));
    assertThat(command(anna, id, "release", Map.of("reason", "不会粤语")).status()).isEqualTo(204);
    assertThat(id(take(ben))).isEqualTo(id);
    assertThat(command(SUPERVISOR, id, "release", Map.of()).status()).isEqualTo(204);
    assertThat(command(ben, id, "done", Map.of()).status()).isEqualTo(409);
    assertThat(id(take(anna))).isEqualTo(id);
  }

  @Test
  void not_done_in_time_it_goes_back_to_its_queue_unless_kept() {
    put(NORMAL, "a");
    put(NORMAL, "b");
    long kept = id(take(anna));
    long lost = id(take(ben));
    api.clock().advance(Duration.ofMinutes(6));
    assertThat(keep(anna, kept).status()).isEqualTo(200);
    api.clock().advance(Duration.ofMinutes(6));
    await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(lost).equals("WAITING"));
    assertThat(stateOf(kept)).isEqualTo("TAKEN");
    assertThat(command(ben, lost, "done", Map.of()).status()).isEqualTo(409);
    assertThat(command(anna, kept, "done", Map.of()).status()).isEqualTo(204);
  }

  private static String stateOf(long id) {
    return api.database()
        .read(
            h ->
                h.createQuery("select state from work_item where id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void transferred_it_is_in_the_other_queue_or_in_the_other_hands() {
    put(NORMAL, "a");
    long id = id(take(anna));
    QueueName other = QueueName.people(district.community, queue.findSkill().orElseThrow() + "-x");
    Map<String, Object> toQueue = Map.of("queue", other.text(), "reason", "要懂法律的");
    assertThat(command(anna, id, "transfer", toQueue).status()).isEqualTo(204);
    assertThat(items(anna)).isEmpty();
    queue = other;
    assertThat(id(take(anna))).isEqualTo(id);
    long account = account("小本" + id, "OPERATOR", null);
    Map<String, Object> toBen = Map.of("account_id", account, "reason", "下班了");
    assertThat(command(anna, id, "transfer", toBen).status()).isEqualTo(204);
    assertThat(command(anna, id, "done", Map.of()).status()).isEqualTo(409);
    Actor newHolder = staff(Role.OPERATOR, account, "小本" + id, null);
    assertThat(command(newHolder, id, "done", Map.of()).status()).isEqualTo(204);
  }

  @Test
  void a_transfer_names_one_target_that_exists_and_may_see_the_queue() {
    put(NORMAL, "a");
    long id = id(take(anna));
    assertThat(command(anna, id, "transfer", Map.of("reason", "x")).status()).isEqualTo(422);
    Map<String, Object> toNodes = Map.of("reason", "x", "queue", "routing");
    assertThat(command(anna, id, "transfer", toNodes).status()).isEqualTo(404);
    Map<String, Object> toNobody = Map.of("reason", "x", "account_id", 999_999);
    assertThat(command(anna, id, "transfer", toNobody).status()).isEqualTo(404);
    long admin = account("管理员" + id, "ADMINISTRATOR", null);
    Map<String, Object> toAdmin = Map.of("reason", "x", "account_id", admin);
    assertThat(command(anna, id, "transfer", toAdmin).status()).isEqualTo(404);
    assertThat(stateOf(id)).isEqualTo("TAKEN");
  }

  private static long account(String name, String role, Long centreId) {
    return api.database()
        .transaction(
            tx ->
                tx.handle()
                    .createQuery(
                        """
                        insert into account (login, name, role, password_hash, centre_id, updated_at)
                        values (:name, :name, :role, '', :centre, now()) returning id
                        """)
                    .bind("name", name)
                    .bind("role", role)
                    .bind("centre", centreId)
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void a_queue_is_there_only_for_staff_whose_centre_covers_it() {
    put(NORMAL, "a");
    Actor elsewhere = staff(Role.OPERATOR, 103, "别处", 999_999L);
    Actor visitor = staff(Role.VISITOR, 104, "网格员", district.community);
    assertThat(take(elsewhere).status()).isEqualTo(404);
    assertThat(queues(elsewhere)).doesNotContain(queue.text());
    assertThat(queues(anna)).contains(queue.text());
    assertThat(queues(ben)).contains(queue.text());
    assertThat(queues(visitor)).contains(queue.text());
    assertThat(queues(SUPERVISOR)).contains(queue.text());
    assertThat(take(district.dispatcher()).status()).isEqualTo(403);
    assertThat(take(visitor).status()).isEqualTo(200);
  }

  private static Set<String> queues(Actor actor) {
    Set<String> names = new HashSet<>();
    api.get(actor, "/work?limit=200")
        .json()
        .get("items")
        .forEach(q -> names.add(q.get("queue").asText()));
    return names;
  }

  @Test
  void a_supervisor_sees_what_nodes_work_off_and_can_try_the_dead_again() {
    queue = new QueueName("test-" + SKILLS.incrementAndGet());
    put(NORMAL, "a");
    long id =
        api.database()
            .transaction(
                tx ->
                    tx.handle()
                        .createQuery(
                            "update work_item set state = 'DEAD', last_error = 'x', attempts = 12"
                                + " where queue = :queue returning id")
                        .bind("queue", queue.text())
                        .mapTo(Long.class)
                        .one());
    JsonNode dead = items(SUPERVISOR).get(0);
    assertThat(dead.get("state").asText()).isEqualTo("DEAD");
    assertThat(api.get(anna, "/work/" + queue + "/items").status()).isEqualTo(404);
    assertThat(take(SUPERVISOR).status()).isEqualTo(409);
    String retry = "/work/" + queue + "/items/" + id + "/retry";
    assertThat(api.post(SUPERVISOR, retry, "").status()).isEqualTo(204);
    assertThat(stateOf(id)).isEqualTo("WAITING");
    assertThat(api.post(SUPERVISOR, retry, "").status()).isEqualTo(409);
  }

  @Test
  void pages_of_a_queue_follow_its_order_without_gap_or_repetition() {
    for (int i = 0; i < 7; i++) {
      put(i % 3 == 0 ? HIGH : NORMAL, "n" + i);
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = api.get(anna, "/work/" + queue + "/items?limit=2" + after).json();
      page.get("items").forEach(i -> seen.add(i.get("subject").asText()));
      if (!page.has("next")) {
        break;
      }
      after = "&after=" + page.get("next").asText();
    }
    assertThat(seen).containsExactly("n0", "n3", "n6", "n1", "n2", "n4", "n5");
  }

  @Test
  void what_became_needless_is_withdrawn_also_from_somebodys_hands() {
    put(NORMAL, "a-" + queue);
    long id = id(take(anna));
    int withdrawn = api.database().transaction(tx -> work.withdraw(tx, "a-" + queue));
    assertThat(withdrawn).isEqualTo(1);
    assertThat(command(anna, id, "done", Map.of()).status()).isEqualTo(409);
    assertThat(items(anna)).isEmpty();
  }

  @Test
  void screens_of_the_call_centre_are_told_of_each_step() {
    String subject = "told-" + queue;
    put(NORMAL, subject);
    long id = id(take(anna));
    command(anna, id, "release", Map.of());
    id(take(ben));
    command(ben, id, "done", Map.of());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> told(subject).equals(List.of("WAITING", "TAKEN", "WAITING", "TAKEN", "DONE")));
  }

  private static List<String> told(String subject) {
    String states =
        """
        select payload ->> 'state' as state from live_event where type = 'work.changed'
          and payload ->> 'subject' = :subject and 'staff' = any(audiences) order by position\
        """;
    return api.database()
        .read(h -> h.createQuery(states).bind("subject", subject).mapTo(String.class).list());
  }

  @Test
  void two_people_never_get_the_same_item() throws Exception {
    int rounds = 20;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < rounds; round++) {
        put(NORMAL, "r" + round);
        api.clock().advance(Duration.ofSeconds(1));
        CyclicBarrier barrier = new CyclicBarrier(2);
        long id = items(anna).get(0).get("id").asLong();
        // by turns: both take the next, or one the next and one the same by name
        boolean named = round % 2 == 0;
        Future<Answer> one = threads.submit(together(barrier, () -> take(anna)));
        Future<Answer> other =
            threads.submit(together(barrier, () -> named ? take(ben, id) : take(ben)));
        List<Integer> statuses = List.of(one.get().status(), other.get().status());
        assertThat(statuses).as("round " + round).containsOnlyOnce(200);
        Actor holder = one.get().status() == 200 ? anna : ben;
        assertThat(command(holder, id, "done", Map.of()).status()).isEqualTo(204);
      }
    }
  }

  @Test
  void two_people_never_get_the_same_item_however_close_they_are() throws Exception {
    PeopleQueues people = new PeopleQueues(work);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 400; round++) {
        put(NORMAL, "r" + round);
        WorkItem item =
            api.database()
                .read(h -> WorkRows.page(h, queue, Set.of(WorkState.WAITING), 0, 1))
                .getFirst();
        boolean named = round % 2 == 0;
        CyclicBarrier barrier = new CyclicBarrier(2);
        var one =
            threads.submit(together(barrier, () -> inTx(tx -> people.takeNext(tx, queue, ANNA))));
        var other =
            threads.submit(
                together(
                    barrier,
                    () ->
                        inTx(
                            tx ->
                                named
                                    ? people.take(tx, item, BEN)
                                    : people.takeNext(tx, queue, BEN))));
        assertThat(one.get().isPresent()).isNotEqualTo(other.get().isPresent());
        done(one.get().or(() -> get(other)).orElseThrow());
      }
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T inTx(Function<Tx, T> command) {
    return api.database().transaction(command);
  }

  private static void done(WorkItem item) {
    inTx(
        tx -> {
          work.done(tx, item);
          return item;
        });
  }

  private static <T> Callable<T> together(CyclicBarrier barrier, Callable<T> request) {
    return () -> {
      barrier.await();
      return request.call();
    };
  }
}
