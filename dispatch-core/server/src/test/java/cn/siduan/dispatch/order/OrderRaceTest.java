package cn.siduan.dispatch.order;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Two at the same instant: made to happen, many times. */
class OrderRaceTest {

  private static ApiFixture api;
  private static District district;
  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterAll
  static void stop() {
    threads.shutdown();
    api.close();
  }

  @SafeVarargs
  private static List<Answer> atOnce(Callable<Answer>... requests) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(requests.length);
    List<Future<Answer>> futures = new ArrayList<>();
    for (Callable<Answer> request : requests) {
      futures.add(
          threads.submit(
              () -> {
                barrier.await();
                return request.call();
              }));
    }
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> future : futures) {
      answers.add(future.get());
    }
    return answers;
  }

  private static String open() {
    return api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
  }

  private static Callable<Answer> command(
      Actor actor, String number, String path, Map<String, ?> body) {
    return () -> api.post(actor, "/orders/" + number + "/" + path, body);
  }

  private static List<Integer> statuses(List<Answer> answers) {
    return answers.stream().map(Answer::status).sorted().toList();
  }

  @RepeatedTest(40)
  void of_two_acceptances_one_wins_and_the_other_sees_the_state() throws Exception {
    String number = open();
    api.post(
        OPERATOR,
        "/orders/" + number + "/tasks/1/offers",
        Map.of(
            "provider_ids",
            List.of(district.provider, district.otherProvider),
            "mode",
            "BROADCAST"));
    List<Answer> answers =
        atOnce(
            command(district.dispatcher(), number, "tasks/1/offers/1/accept", Map.of()),
            command(district.otherDispatcher(), number, "tasks/1/offers/2/accept", Map.of()));
    assertThat(statuses(answers).getFirst()).isEqualTo(200);
    // overtaken (409), or too late to see the order at all (404)
    assertThat(statuses(answers).getLast()).isIn(404, 409);
    assertThat(activeAssignments(number)).isEqualTo(1);
  }

  @RepeatedTest(40)
  void of_an_acceptance_and_a_cancellation_the_loser_gets_409_with_the_current_state()
      throws Exception {
    String number = open();
    api.post(
        OPERATOR,
        "/orders/" + number + "/tasks/1/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    List<Answer> answers =
        atOnce(
            command(district.dispatcher(), number, "tasks/1/offers/1/accept", Map.of()),
            command(OPERATOR, number, "cancel", Map.of("reason", "不需要了")));
    String state = api.get(OPERATOR, "/orders/" + number).json().get("state").asText();
    if (answers.get(1).status() == 200) {
      assertThat(state).isEqualTo("CANCELLED");
      assertThat(activeAssignments(number)).isZero();
    } else {
      assertThat(answers.get(1).status()).isEqualTo(409);
      assertThat(answers.get(1).json().at("/current/state").asText()).isEqualTo("IN_PROGRESS");
      assertThat(activeAssignments(number)).isEqualTo(1);
    }
  }

  @RepeatedTest(40)
  void the_same_device_order_sent_twice_at_once_is_one_order() throws Exception {
    Map<String, Object> body = district.order();
    String ref = UUID.randomUUID().toString();
    body.put("device_ref", ref);
    List<Answer> answers =
        atOnce(() -> api.post(VISITOR, "/orders", body), () -> api.post(VISITOR, "/orders", body));
    assertThat(statuses(answers)).containsExactly(200, 201);
    assertThat(answers.get(0).json().get("number")).isEqualTo(answers.get(1).json().get("number"));
    assertThat(count("select count(*) from service_order where device_ref = '" + ref + "'"))
        .isEqualTo(1);
  }

  @RepeatedTest(40)
  void the_same_key_sent_twice_at_once_is_done_once() throws Exception {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = district.order();
    body.put("summary", key);
    List<Answer> answers =
        atOnce(
            () -> api.post(OPERATOR, "/orders", body, key),
            () -> api.post(OPERATOR, "/orders", body, key));
    assertThat(statuses(answers)).containsExactly(201, 201);
    assertThat(answers.get(0).text()).isEqualTo(answers.get(1).text());
    assertThat(count("select count(*) from service_order where summary = '" + key + "'"))
        .isEqualTo(1);
  }

  private static long activeAssignments(String number) {
    return count(
        "select count(*) from assignment where ended_at is null and order_id = "
            + number.substring(0, number.length() - 1));
  }

  private static long count(String sql) {
    return api.database().read(h -> h.createQuery(sql).mapTo(Long.class).one());
  }
}
