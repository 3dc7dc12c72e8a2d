package cn.siduan.dispatch.offer;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.routing.RoutingDistrict;
import com.fasterxml.jackson.databind.JsonNode;
import com.hazelcast.core.Hazelcast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Two servers, members of one Hazelcast cluster on one database, do things to one task at the same
 * instant, hundreds of times.
 */
class OfferRaceTest {

  private static ApiFixture one;
  private static ApiFixture two;
  private static RoutingDistrict district;
  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    List<ApiFixture> nodes = ApiFixture.startTwoNodes();
    one = nodes.getFirst();
    two = nodes.getLast();
    district = RoutingDistrict.in(one.database(), "BROADCAST");
    for (long provider : List.of(district.near, district.middle, district.far)) {
      district.change(provider, "capacity = 10000");
    }
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterAll
  static void stop() {
    threads.shutdown();
    two.close();
    one.close();
  }

  @AfterEach
  void no_task_is_in_two_hands_or_in_none() {
    assertThat(
            count(
                """
                select count(*) from (select 1 from assignment where ended_at is null
                  group by order_id, task_no having count(*) > 1) twice\
                """))
        .isZero();
    assertThat(one.get(SUPERVISOR, "/invariants").json().get("orphan_tasks")).isEmpty();
  }

  private static void atOnce(Callable<?> first, Callable<?> second) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    List<Future<?>> futures = new ArrayList<>();
    for (Callable<?> each : List.of(first, second)) {
      futures.add(
          threads.submit(
              () -> {
                barrier.await();
                return each.call();
              }));
    }
    for (Future<?> future : futures) {
      future.get();
    }
  }

  private static String open() {
    // hundreds of orders by one operator within an instant would be too many
    one.clock().advance(Duration.ofSeconds(2));
    Map<String, Object> body = district.order();
    body.remove("resident_id");
    Answer answer = one.post(OPERATOR, "/orders", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("number").asText();
  }

  private static long id(String number) {
    return Long.parseLong(number.substring(0, number.length() - 1));
  }

  private static long count(String sql) {
    return one.database().read(h -> h.createQuery(sql).mapTo(Long.class).one());
  }

  /** Once the router has asked all three. */
  private static List<JsonNode> offered(String number) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> count("select count(*) from offer where order_id = " + id(number)) == 3);
    List<JsonNode> offers = new ArrayList<>();
    one.get(OPERATOR, "/orders/" + number + "/tasks/1")
        .json()
        .at("/task/offers")
        .forEach(offers::add);
    return offers;
  }

  private static Answer accept(ApiFixture node, String number, JsonNode offer) {
    return node.post(
        district.dispatcher(offer.get("provider_id").asLong()),
        "/orders/" + number + "/tasks/1/offers/" + offer.get("no").asInt() + "/accept",
        Map.of());
  }

  private static long active(String number) {
    return count(
        "select count(*) from assignment where ended_at is null and order_id = " + id(number));
  }

  @Test
  void the_two_nodes_are_one_cluster() {
    assertThat(
            Hazelcast.getAllHazelcastInstances().stream()
                .map(i -> i.getCluster().getMembers().size()))
        .contains(2);
  }

  /** Whatever the code believed, the table would not take it. */
  @Test
  void the_database_itself_refuses_a_second_pair_of_hands() {
    String number = open();
    List<JsonNode> offers = offered(number);
    assertThat(accept(one, number, offers.get(0)).status()).isEqualTo(200);
    assertThatThrownBy(
            () ->
                one.database()
                    .transaction(
                        tx ->
                            tx.handle()
                                .execute(
                                    """
                                    insert into assignment (order_id, offer_no, task_no, provider_id, began_at)
                                    values (?, 2, 1, ?, now())\
                                    """,
                                    id(number),
                                    district.middle)))
        .hasMessageContaining("assignment_one_active");
  }

  @RepeatedTest(100)
  void two_acceptances_on_two_nodes() throws Exception {
    String number = open();
    List<JsonNode> offers = offered(number);
    atOnce(() -> accept(one, number, offers.get(0)), () -> accept(two, number, offers.get(1)));
    assertThat(active(number)).isEqualTo(1);
    assertThat(
            count(
                "select count(*) from offer where state = 'PENDING' and order_id = " + id(number)))
        .isZero();
  }

  @RepeatedTest(100)
  void an_acceptance_and_a_cancellation_on_two_nodes() throws Exception {
    String number = open();
    List<JsonNode> offers = offered(number);
    atOnce(
        () -> accept(one, number, offers.get(0)),
        () -> two.post(OPERATOR, "/orders/" + number + "/cancel", Map.of("reason", "不要了")));
    String state = one.get(OPERATOR, "/orders/" + number).json().get("state").asText();
    assertThat(active(number)).isEqualTo(state.equals("CANCELLED") ? 0 : 1);
  }

  @RepeatedTest(100)
  void an_acceptance_and_the_expiry_of_the_offer() throws Exception {
    String number = open();
    List<JsonNode> offers = offered(number);
    // the takers of both nodes and the provider all move at the instant at which time runs out
    atOnce(
        () -> accept(one, number, offers.get(0)),
        () -> {
          one.clock().advance(Duration.ofMinutes(10));
          return null;
        });
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                count(
                        """
                        select count(*) from offer where state = 'PENDING' and expires_at <= '%s' and order_id = %d\
                        """
                            .formatted(one.clock().instant(), id(number)))
                    == 0);
    long accepted =
        count("select count(*) from offer where state = 'ACCEPTED' and order_id = " + id(number));
    assertThat(active(number)).isEqualTo(accepted).isLessThanOrEqualTo(1);
  }

  /** The same work put twice under different keys, so that two takers have it at once. */
  @Test
  void two_routers_on_the_same_task_make_one_decision() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String number = open();
      numbers.add(number);
      one.database()
          .transaction(
              tx -> {
                for (int copy = 0; copy < 3; copy++) {
                  tx.handle()
                      .execute(
                          """
                          insert into work_item (id, queue, priority, subject, payload, dedup_key, state, created_at,
                            not_before, sweep_from)
                          values (nextval('work_item_id') + 1000000000, 'routing', ?, ?, ?::jsonb, ?, 'WAITING', ?, ?, ?)\
                          """,
                          0,
                          TaskRef.subject(id(number), 1),
                          Json.write(new TaskRef(TaskRef.What.PLACE, id(number), 1, null, null)),
                          "copy" + copy + "/" + number,
                          one.clock().instant().atOffset(java.time.ZoneOffset.UTC),
                          one.clock().instant().atOffset(java.time.ZoneOffset.UTC),
                          one.clock().instant().atOffset(java.time.ZoneOffset.UTC));
                }
                return number;
              });
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                count("select count(*) from work_item where queue = 'routing' and state <> 'DONE'")
                    == 0);
    for (String number : numbers) {
      assertThat(count("select count(*) from routing_decision where order_id = " + id(number)))
          .isEqualTo(1);
      assertThat(count("select count(*) from offer where order_id = " + id(number))).isEqualTo(3);
    }
  }
}
