package cn.siduan.dispatch.visit;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.SmallPhoto;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Home visits, done with and without network, through the public API on a real PostgreSQL. */
class VisitTest {

  private static final byte[] PNG = SmallPhoto.png();

  private static ApiFixture api;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String accepted() {
    Map<String, Object> order = district.order();
    order.put("latitude", 31.2000);
    order.put("longitude", 121.4000);
    String number = ok(api.post(district.residentActor(), "/orders", order)).get("number").asText();
    ok(
        api.post(
            OPERATOR,
            "/orders/" + number + "/tasks/1/offers",
            Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT")));
    ok(
        api.post(
            district.dispatcher(),
            "/orders/" + number + "/tasks/1/offers/1/accept",
            Map.of("worker_id", district.worker)));
    return number;
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    return answer.json();
  }

  private static Map<String, Object> step(String step) {
    Map<String, Object> body = new HashMap<>();
    body.put("id", UUID.randomUUID().toString());
    body.put("step", step);
    body.put("occurred_at", "2026-03-11T01:15:00Z");
    return body;
  }

  private static Map<String, Object> end(String step, String said) {
    Map<String, Object> body = step(step);
    body.put("said", said);
    body.put("checklist", List.of(Map.of("text", "已出示证件", "done", true)));
    return body;
  }

  private static Answer send(Actor actor, String number, Map<String, Object> body) {
    return api.post(actor, "/orders/" + number + "/tasks/1/visit-steps", body);
  }

  private static JsonNode sent(String number, Map<String, Object> body) {
    return ok(send(district.workerActor(), number, body));
  }

  private static Answer photo(String number, UUID id) {
    String path =
        "/orders/%s/tasks/1/visit-files?id=%s&kind=PHOTO&name=a.png&occurred_at=2026-03-11T01:20:00Z"
            .formatted(number, id);
    Actor worker = district.workerActor();
    return api.send(
        worker,
        api.request(worker, path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(PNG)),
        "POST",
        path);
  }

  private static List<String> history(String number) {
    return ok(api.get(OPERATOR, "/orders/" + number + "/history"))
        .get("items")
        .findValuesAsText("type");
  }

  private static JsonNode steps(Actor actor, String number) {
    return ok(api.get(actor, "/orders/" + number + "/visit-steps")).get("items");
  }

  private static void reassign(String number) {
    ok(api.post(OPERATOR, "/orders/" + number + "/tasks/1/reassign", Map.of("reason", "师傅生病，换一家")));
  }

  @Test
  void a_visit_told_step_by_step_takes_the_task_to_its_end_at_the_times_it_happened() {
    String number = accepted();
    assertThat(sent(number, step("DEPART")).get("outcome").asText()).isEqualTo("DONE");
    sent(number, step("ARRIVE"));
    sent(number, step("START"));
    JsonNode answer = sent(number, end("RESOLVE", "已打扫"));
    assertThat(answer.at("/task/task/state").asText()).isEqualTo("RESOLVED");
    assertThat(answer.get("occurred_at").asText()).isEqualTo("2026-03-11T01:15:00Z");
    assertThat(answer.get("recorded_at").asText()).isEqualTo("2026-03-11T02:00:00Z");
    assertThat(history(number))
        .containsSubsequence("WorkerDeparted", "WorkerArrived", "WorkStarted", "TaskResolved");
  }

  @Test
  void steps_that_were_left_out_are_done_with_the_one_that_follows() {
    String number = accepted();
    sent(number, end("RESOLVE", "已打扫"));
    assertThat(history(number))
        .containsSubsequence("WorkerDeparted", "WorkerArrived", "WorkStarted", "TaskResolved");
  }

  @Test
  void a_step_sent_twice_under_other_keys_is_kept_once_and_answered_alike() {
    String number = accepted();
    Map<String, Object> arrive = step("ARRIVE");
    JsonNode first = sent(number, arrive);
    JsonNode second = sent(number, arrive);
    assertThat(second.get("outcome")).isEqualTo(first.get("outcome"));
    assertThat(second.get("recorded_at")).isEqualTo(first.get("recorded_at"));
    assertThat(history(number).stream().filter("WorkerArrived"::equals)).hasSize(1);
    assertThat(steps(OPERATOR, number)).hasSize(1);
  }

  @Test
  void a_step_sent_eight_times_at_once_is_kept_once() {
    String number = accepted();
    Map<String, Object> arrive = step("ARRIVE");
    List<Integer> statuses =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> send(district.workerActor(), number, arrive).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).containsOnly(200);
    assertThat(history(number).stream().filter("WorkerArrived"::equals)).hasSize(1);
    assertThat(steps(OPERATOR, number)).hasSize(1);
  }

  @Test
  void what_the_dispatcher_had_pressed_already_is_no_conflict() {
    String number = accepted();
    ok(api.post(district.dispatcher(), "/orders/" + number + "/tasks/1/depart", Map.of()));
    assertThat(sent(number, step("DEPART")).get("outcome").asText()).isEqualTo("ALREADY");
    assertThat(sent(number, step("ARRIVE")).get("outcome").asText()).isEqualTo("DONE");
  }

  @Test
  void reassigned_while_offline_the_worker_is_told_and_what_they_did_is_kept_as_evidence() {
    String number = accepted();
    reassign(number);
    JsonNode answer = sent(number, end("RESOLVE", "已打扫两间"));
    assertThat(answer.get("outcome").asText()).isEqualTo("KEPT");
    assertThat(answer.get("why").asText()).isEqualTo("REASSIGNED");
    assertThat(answer.has("task")).as("it is not theirs to see any more").isFalse();
    assertThat(photo(number, UUID.randomUUID()).status()).isEqualTo(201);
    assertThat(history(number)).contains("EvidenceKept").doesNotContain("TaskResolved");
    JsonNode kept = steps(OPERATOR, number).get(0);
    assertThat(kept.get("said").asText()).isEqualTo("已打扫两间");
    assertThat(kept.at("/checklist/0/text").asText()).isEqualTo("已出示证件");
    assertThat(kept.get("worker_name").asText()).isEqualTo("王师傅");
    assertThat(ok(api.get(OPERATOR, "/orders/" + number + "/attachments")).get("items")).hasSize(1);
    assertThat(ok(api.get(OPERATOR, "/orders/" + number)).at("/tasks/0/state").asText())
        .isEqualTo("PENDING_DISPATCH");
  }

  @Test
  void cancelled_while_offline_the_worker_is_told_why() {
    String number = accepted();
    ok(
        api.post(
            district.residentActor(), "/orders/" + number + "/cancel", Map.of("reason", "不需要了")));
    JsonNode answer = sent(number, step("ARRIVE"));
    assertThat(answer.get("outcome").asText()).isEqualTo("KEPT");
    assertThat(answer.get("why").asText()).isEqualTo("CANCELLED");
    assertThat(ok(api.get(OPERATOR, "/orders/" + number)).get("state").asText())
        .isEqualTo("CANCELLED");
  }

  @Test
  void ended_otherwise_meanwhile_the_end_stands_and_the_other_is_evidence() {
    String number = accepted();
    sent(number, end("RESOLVE", "已打扫"));
    JsonNode answer = sent(number, end("CANNOT_COMPLETE", "没人在家"));
    assertThat(answer.get("why").asText()).isEqualTo("FINISHED");
    assertThat(history(number)).contains("TaskResolved").doesNotContain("TaskNotCompleted");
  }

  @Test
  void a_photo_sent_twice_is_one_photo() {
    String number = accepted();
    UUID id = UUID.randomUUID();
    assertThat(photo(number, id).status()).isEqualTo(201);
    assertThat(photo(number, id).status()).isEqualTo(200);
    JsonNode files = ok(api.get(OPERATOR, "/orders/" + number + "/attachments")).get("items");
    assertThat(files).hasSize(1);
    String file = files.get(0).get("id").asText();
    assertThat(api.get(OPERATOR, "/orders/" + number + "/attachments/" + file).response().body())
        .isEqualTo(PNG);
  }

  @Test
  void a_clock_wrong_by_an_hour_refuses_nothing_and_the_server_s_time_stands_beside_it() {
    String number = accepted();
    Map<String, Object> ahead = step("ARRIVE");
    ahead.put("occurred_at", "2026-03-11T03:00:00Z");
    ahead.put("device_at", "2026-03-11T03:00:00Z");
    JsonNode answer = sent(number, ahead);
    assertThat(answer.get("occurred_at").asText()).isEqualTo("2026-03-11T02:00:00Z");
    assertThat(steps(OPERATOR, number).get(0).get("device_at").asText())
        .isEqualTo("2026-03-11T03:00:00Z");
  }

  @Test
  void where_a_worker_was_is_shown_as_a_distance_and_kept_encrypted() {
    String number = accepted();
    Map<String, Object> arrive = step("ARRIVE");
    arrive.put("latitude", 31.2009);
    arrive.put("longitude", 121.4000);
    arrive.put("accuracy_m", 12.5);
    sent(number, arrive);
    Answer shown = api.get(OPERATOR, "/orders/" + number + "/visit-steps");
    assertThat(shown.json().at("/items/0/distance_m").asInt()).isBetween(95, 105);
    assertThat(shown.text()).doesNotContain("31.2009");
    byte[] position =
        api.database()
            .read(
                handle ->
                    handle
                        .createQuery("select position from visit_step where id = :id")
                        .bind("id", UUID.fromString((String) arrive.get("id")))
                        .mapTo(byte[].class)
                        .one());
    assertThat(new String(position, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("31.2");
  }

  @Test
  void an_end_without_a_word_is_refused_by_name_and_changes_nothing() {
    String number = accepted();
    Answer answer = send(district.workerActor(), number, step("RESOLVE"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("said");
    assertThat(history(number)).doesNotContain("WorkerDeparted");
  }

  @Test
  void whoever_never_had_the_task_finds_no_order() {
    String number = accepted();
    Actor other = Actor.worker(24, "陈师傅", district.otherProvider, district.otherWorker);
    assertThat(send(other, number, step("ARRIVE")).status()).isEqualTo(404);
    assertThat(api.get(other, "/orders/" + number + "/visit-steps").status()).isEqualTo(404);
  }

  @Test
  void a_suspended_task_goes_on_when_its_worker_is_at_the_door() {
    String number = accepted();
    ok(
        api.post(
            district.dispatcher(),
            "/orders/" + number + "/tasks/1/suspension",
            Map.of("reason", "等居民回家")));
    ok(api.post(District.SUPERVISOR, "/orders/" + number + "/tasks/1/grant", Map.of()));
    sent(number, step("ARRIVE"));
    assertThat(history(number)).containsSubsequence("TaskResumed", "WorkerArrived");
  }
}
