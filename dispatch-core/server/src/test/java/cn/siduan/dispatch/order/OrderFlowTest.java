package cn.siduan.dispatch.order;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.OTHER_VISITOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static cn.siduan.dispatch.fixture.District.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of an order through the public API, on a real PostgreSQL. */
class OrderFlowTest {

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

  private static String open(Actor actor, Map<String, Object> body) {
    Answer answer = api.post(actor, "/orders", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("number").asText();
  }

  private static Answer command(Actor actor, String number, String command, Map<String, ?> body) {
    return api.post(actor, "/orders/" + number + "/" + command, body);
  }

  private static Answer done(Actor actor, String number, String command, Map<String, ?> body) {
    Answer answer = command(actor, number, command, body);
    assertThat(answer.status()).as(command + ": " + answer.text()).isEqualTo(200);
    return answer;
  }

  private static String state(String number) {
    return api.get(OPERATOR, "/orders/" + number).json().get("state").asText();
  }

  /** Brings a new order's task into the hands of the district's first provider. */
  private static String accepted() {
    String number = open(district.residentActor(), district.order());
    done(
        OPERATOR,
        number,
        "tasks/1/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    done(
        district.dispatcher(),
        number,
        "tasks/1/offers/1/accept",
        Map.of("worker_id", district.worker));
    return number;
  }

  private static String resolved() {
    String number = accepted();
    for (String step : List.of("depart", "arrive", "start")) {
      done(district.workerActor(), number, "tasks/1/" + step, Map.of());
    }
    done(district.workerActor(), number, "tasks/1/resolve", Map.of("result", "已打扫"));
    return number;
  }

  @Test
  void a_web_order_is_received_worked_followed_up_and_closed() {
    String number = resolved();
    assertThat(state(number)).isEqualTo("FOLLOW_UP");
    done(
        district.residentActor(),
        number,
        "follow-up",
        Map.of("resolved", true, "satisfaction", "SATISFIED"));
    assertThat(state(number)).isEqualTo("CLOSED");
    Answer history = api.get(OPERATOR, "/orders/" + number + "/history");
    assertThat(history.json().get("items").findValuesAsText("type"))
        .containsExactly(
            "OrderOpened",
            "TaskAdded",
            "TaskOffered",
            "OrderDispatched",
            "OfferAccepted",
            "WorkerDeparted",
            "WorkerArrived",
            "WorkStarted",
            "TaskResolved",
            "OrderHandled",
            "FollowedUp",
            "OrderClosed");
  }

  @Test
  void a_home_visit_order_keeps_the_time_it_really_happened_and_sent_twice_is_one_order() {
    Map<String, Object> body = district.order();
    body.put("device_ref", UUID.randomUUID().toString());
    body.put("occurred_at", "2026-03-10T23:15:00Z");
    Answer first = api.post(VISITOR, "/orders", body);
    Answer second = api.post(VISITOR, "/orders", body);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().get("number")).isEqualTo(first.json().get("number"));
    assertThat(first.json().get("channel").asText()).isEqualTo("VISIT");
    assertThat(first.json().get("occurred_at").asText()).isEqualTo("2026-03-10T23:15:00Z");
    assertThat(first.json().get("received_at").asText()).isEqualTo("2026-03-11T02:00:00Z");
  }

  @Test
  void a_device_that_uses_an_id_for_another_order_is_told() {
    Map<String, Object> body = district.order();
    body.put("device_ref", UUID.randomUUID().toString());
    assertThat(api.post(VISITOR, "/orders", body).status()).isEqualTo(201);
    body.put("summary", "另一件事");
    Answer other = api.post(VISITOR, "/orders", body);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.json().at("/errors/0/field").asText()).isEqualTo("device_ref");
  }

  @Test
  void what_could_be_read_in_two_ways_is_refused() {
    Map<String, Object> body = district.order();
    for (String bad : List.of("***", "++++", "12", "1390000000１")) {
      body.put("contact_phone", bad);
      assertThat(api.post(OPERATOR, "/orders", body).json().at("/errors/0/field").asText())
          .as(bad)
          .isEqualTo("contact_phone");
    }
    body = district.order();
    body.put("assist_item_ids", List.of(district.appointmentItem, district.appointmentItem));
    assertThat(api.post(OPERATOR, "/orders", body).json().at("/errors/0/field").asText())
        .isEqualTo("assist_item_ids");
    String good = Json.write(district.order());
    for (String bad : List.of(good + " {}", good.replaceFirst("\\{", "{\"summary\":\"x\","))) {
      assertThat(raw(bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(raw(good).status()).isEqualTo(201);
  }

  private static Answer raw(String json) {
    return api.send(
        OPERATOR,
        api.request(OPERATOR, "/orders")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(json)),
        "POST",
        "/orders");
  }

  @Test
  void a_method_a_path_does_not_have_is_named_with_those_it_has() {
    Answer answer =
        api.send(OPERATOR, api.request(OPERATOR, "/orders").DELETE(), "DELETE", "/orders");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    assertThat(
            api.send(OPERATOR, api.request(OPERATOR, "/none").DELETE(), "DELETE", "/none").status())
        .isEqualTo(404);
  }

  @Test
  void another_device_cannot_claim_an_order_by_its_device_ref() {
    Map<String, Object> body = district.order();
    body.put("device_ref", UUID.randomUUID().toString());
    assertThat(api.post(VISITOR, "/orders", body).status()).isEqualTo(201);
    assertThat(api.post(OTHER_VISITOR, "/orders", body).status()).isEqualTo(400);
  }

  @Test
  void the_same_key_and_body_give_the_same_answer_and_another_body_is_refused() {
    Map<String, Object> body = district.order();
    String key = UUID.randomUUID().toString();
    Answer first = api.post(OPERATOR, "/orders", body, key);
    Answer again = api.post(OPERATOR, "/orders", body, key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    body.put("summary", "别的事");
    Answer other = api.post(OPERATOR, "/orders", body, key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().get("type").asText()).endsWith("idempotency-key-reused");
  }

  @Test
  void a_repeated_command_whose_moment_has_passed_gets_its_first_answer() {
    String number = accepted();
    String key = UUID.randomUUID().toString();
    String path = "/orders/" + number + "/tasks/1/depart";
    Answer first = api.post(district.workerActor(), path, Map.of(), key);
    done(district.workerActor(), number, "tasks/1/arrive", Map.of());
    Answer again = api.post(district.workerActor(), path, Map.of(), key);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
  }

  @Test
  void a_direct_answer_closes_an_order_without_a_task() {
    Map<String, Object> body = district.order();
    body.put("direct_answer", "社区食堂 11:00 开饭");
    Answer answer = api.post(OPERATOR, "/orders", body);
    assertThat(answer.json().get("state").asText()).isEqualTo("CLOSED");
    assertThat(answer.json().get("tasks")).isEmpty();
    assertThat(answer.json().get("channel").asText()).isEqualTo("PHONE");
    assertThat(api.post(district.residentActor(), "/orders", body).status()).isEqualTo(403);
  }

  @Test
  void not_resolved_at_follow_up_reopens_the_order_under_its_number_one_round_later() {
    String number = resolved();
    Answer answer = done(OPERATOR, number, "follow-up", Map.of("resolved", false));
    assertThat(answer.json().get("state").asText()).isEqualTo("REOPENED");
    assertThat(answer.json().get("round").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/tasks/0/state").asText()).isEqualTo("RESOLVED");
    assertThat(answer.json().at("/tasks/1/state").asText()).isEqualTo("PENDING_DISPATCH");
  }

  @Test
  void a_provider_never_does_the_follow_up() {
    String number = resolved();
    Answer answer = command(district.dispatcher(), number, "follow-up", Map.of("resolved", true));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void a_wrong_digit_in_an_order_number_is_recognised_as_such() {
    String number = open(OPERATOR, district.order());
    char last = number.charAt(number.length() - 1);
    String wrong =
        number.substring(0, number.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
    Answer answer = api.get(OPERATOR, "/orders/" + wrong);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/rule").asText()).isEqualTo("order-number");
  }

  @Test
  void likely_duplicates_are_shown_before_an_order_is_made_and_making_it_anyway_is_recorded() {
    District other = District.in(api.database());
    Map<String, Object> body = other.order();
    body.put("resident_id", other.resident);
    body.remove("despite_duplicates");
    String first = open(OPERATOR, body);
    Answer refused = api.post(OPERATOR, "/orders", body);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("duplicates").findValuesAsText("number")).containsExactly(first);
    body.put("despite_duplicates", true);
    Answer made = api.post(OPERATOR, "/orders", body);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("despite_duplicates").get(0).asText()).isEqualTo(first);
  }

  @Test
  void a_slot_is_never_booked_twice_in_one_place_and_is_free_again_after_cancelling() {
    Map<String, Object> body = district.order();
    body.put("item_id", district.appointmentItem);
    assertThat(api.post(OPERATOR, "/orders", body).json().at("/errors/0/field").asText())
        .isEqualTo("slot_id");
    body.put("slot_id", district.slotOfOne);
    String first = open(OPERATOR, body);
    Answer second = api.post(OPERATOR, "/orders", body);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().get("type").asText()).endsWith("slot-taken");
    done(OPERATOR, first, "cancel", Map.of("reason", "改期"));
    open(OPERATOR, body);
  }

  @Test
  void an_order_resolves_when_the_lead_and_all_co_handlers_have() {
    Map<String, Object> body = district.order();
    body.put("assist_item_ids", List.of(district.menuItem));
    String number = open(OPERATOR, body);
    for (int task : List.of(1, 2)) {
      String path = "tasks/" + task + "/";
      done(
          OPERATOR,
          number,
          path + "offers",
          Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
      done(district.dispatcher(), number, path + "offers/" + task + "/accept", Map.of());
      for (String step : List.of("depart", "arrive", "start")) {
        done(district.dispatcher(), number, path + step, Map.of());
      }
      assertThat(state(number)).isEqualTo("IN_PROGRESS");
      done(district.dispatcher(), number, path + "resolve", Map.of("result", "好了"));
    }
    assertThat(state(number)).isEqualTo("FOLLOW_UP");
  }

  @Test
  void a_merge_can_be_undone_and_work_in_hand_is_not_merged() {
    String stays = open(OPERATOR, district.order());
    String merged = open(OPERATOR, district.order());
    Answer answer = done(OPERATOR, merged, "merge", Map.of("into", stays, "reason", "同一件事"));
    assertThat(answer.json().get("state").asText()).isEqualTo("MERGED");
    assertThat(answer.json().get("merged_into").asText()).isEqualTo(stays);
    assertThat(
            command(
                    OPERATOR,
                    merged,
                    "tasks/1/offers",
                    Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"))
                .status())
        .isEqualTo(409);
    done(OPERATOR, merged, "unmerge", Map.of("reason", "不是同一件事"));
    assertThat(state(merged)).isEqualTo("RECEIVED");
    String held = accepted();
    assertThat(command(OPERATOR, held, "merge", Map.of("into", stays, "reason", "x")).status())
        .isEqualTo(409);
  }

  @Test
  void a_split_gives_a_task_an_order_of_its_own() {
    Map<String, Object> body = district.order();
    body.put("assist_item_ids", List.of(district.menuItem));
    String number = open(OPERATOR, body);
    Answer answer =
        done(
            OPERATOR,
            number,
            "split",
            Map.of("task_nos", List.of(2), "summary", "另一件", "reason", "两件事"));
    assertThat(answer.json().at("/made/split_from").asText()).isEqualTo(number);
    assertThat(answer.json().at("/source/tasks/1/state").asText()).isEqualTo("WITHDRAWN");
    assertThat(
            command(
                    OPERATOR,
                    number,
                    "split",
                    Map.of("task_nos", List.of(1), "summary", "x", "reason", "x"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void a_returned_task_waits_for_a_dispatcher_who_puts_it_back_to_be_placed() {
    String number = accepted();
    done(district.dispatcher(), number, "tasks/1/return", Map.of("reason", "人手不足"));
    assertThat(command(district.dispatcher(), number, "tasks/1/grant", Map.of()).status())
        .isEqualTo(403);
    Answer answer = done(OPERATOR, number, "tasks/1/grant", Map.of());
    assertThat(answer.json().at("/task/state").asText()).isEqualTo("PENDING_DISPATCH");
    assertThat(answer.json().at("/task/provider_id").isMissingNode()).isTrue();
  }

  @Test
  void a_suspension_is_granted_by_a_supervisor_and_work_goes_on_where_it_stopped() {
    String number = accepted();
    done(district.workerActor(), number, "tasks/1/depart", Map.of());
    done(district.workerActor(), number, "tasks/1/suspension", Map.of("reason", "等配件"));
    assertThat(command(OPERATOR, number, "tasks/1/grant", Map.of()).status()).isEqualTo(403);
    done(SUPERVISOR, number, "tasks/1/grant", Map.of());
    Answer answer = done(district.workerActor(), number, "tasks/1/resume", Map.of());
    assertThat(answer.json().at("/task/state").asText()).isEqualTo("EN_ROUTE");
  }

  @Test
  void an_extension_is_granted_by_a_supervisor_in_whole_or_in_part() {
    String number = accepted();
    Answer asked =
        done(
            district.dispatcher(), number, "tasks/1/extension", Map.of("days", 3, "reason", "等配件"));
    assertThat(asked.json().at("/task/requested_days").asInt()).isEqualTo(3);
    assertThat(command(OPERATOR, number, "tasks/1/grant", Map.of()).status()).isEqualTo(403);
    Answer tooMany = command(SUPERVISOR, number, "tasks/1/grant", Map.of("days", 4));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.json().at("/errors/0/message").asText()).contains("3");
    Answer granted = done(SUPERVISOR, number, "tasks/1/grant", Map.of("days", 2));
    assertThat(granted.json().at("/task/extended_days").asInt()).isEqualTo(2);
    assertThat(granted.json().at("/task").has("requested")).isFalse();
    done(district.dispatcher(), number, "tasks/1/extension", Map.of("days", 5, "reason", "再等"));
    Answer refused = done(SUPERVISOR, number, "tasks/1/refuse", Map.of("reason", "够了"));
    assertThat(refused.json().at("/task/extended_days").asInt()).isEqualTo(2);
  }

  @Test
  void all_extensions_of_a_task_together_stay_within_the_rule_whoever_has_it() {
    String number = accepted();
    done(district.dispatcher(), number, "tasks/1/extension", Map.of("days", 8, "reason", "等配件"));
    done(SUPERVISOR, number, "tasks/1/grant", Map.of());
    done(OPERATOR, number, "tasks/1/reassign", Map.of("reason", "换一家"));
    done(
        OPERATOR,
        number,
        "tasks/1/offers",
        Map.of("provider_ids", List.of(district.otherProvider), "mode", "DIRECT"));
    done(district.otherDispatcher(), number, "tasks/1/offers/2/accept", Map.of());
    done(district.otherDispatcher(), number, "tasks/1/extension", Map.of("days", 3, "reason", "等"));
    Answer tooMany = command(SUPERVISOR, number, "tasks/1/grant", Map.of());
    assertThat(tooMany.status()).isEqualTo(400);
    JsonNode error = tooMany.json().at("/errors/0");
    assertThat(error.get("field").asText()).isEqualTo("days");
    assertThat(error.get("value").asText()).isEqualTo("3");
    assertThat(error.get("message").asText())
        .contains("allows 10 working days in all, of which 8 are granted already. Maybe 2.");
    Answer granted = done(SUPERVISOR, number, "tasks/1/grant", Map.of("days", 2));
    assertThat(granted.json().at("/task/extended_days").asInt()).isEqualTo(10);
  }

  @Test
  void a_supervisor_puts_an_order_under_supervision_for_the_centre_to_see() {
    String number = open(district.residentActor(), district.order());
    Map<String, ?> body = Map.of("note", "多次投诉，今天办结", "due_at", "2026-03-11T18:00:00+08:00");
    assertThat(command(OPERATOR, number, "supervise", body).status()).isEqualTo(403);
    Answer past =
        command(
            SUPERVISOR, number, "supervise", Map.of("note", "x", "due_at", "2026-03-10T02:00:00Z"));
    assertThat(past.json().at("/errors/0/field").asText()).isEqualTo("due_at");
    Answer answer = done(SUPERVISOR, number, "supervise", body);
    assertThat(answer.json().at("/supervision/due_at").asText()).isEqualTo("2026-03-11T10:00:00Z");
    Answer read = api.get(OPERATOR, "/orders/" + number);
    assertThat(read.json().get("supervision")).isEqualTo(answer.json().get("supervision"));
    Answer own = api.get(district.residentActor(), "/orders/" + number);
    assertThat(own.json().has("supervision")).isFalse();
    assertThat(api.get(district.residentActor(), "/orders/" + number + "/history").text())
        .doesNotContain("多次投诉");
  }

  @Test
  void a_provider_learns_name_telephone_and_door_only_when_the_task_is_in_its_hands() {
    String number = open(district.residentActor(), district.order());
    done(
        OPERATOR,
        number,
        "tasks/1/offers",
        Map.of(
            "provider_ids",
            List.of(district.provider, district.otherProvider),
            "mode",
            "BROADCAST"));
    Answer offered = api.get(district.dispatcher(), "/orders/" + number + "/tasks/1");
    assertThat(offered.json().has("contact_phone")).isFalse();
    assertThat(offered.json().has("address")).isFalse();
    assertThat(offered.json().get("area").asText()).isEqualTo("柳荫社区");
    assertThat(offered.json().at("/task/offers")).hasSize(1);
    Answer taken = done(district.dispatcher(), number, "tasks/1/offers/1/accept", Map.of());
    assertThat(taken.json().get("contact_phone").asText()).isEqualTo("13900000001");
    assertThat(api.get(district.otherDispatcher(), "/orders/" + number + "/tasks/1").status())
        .isEqualTo(404);
    assertThat(
            command(district.otherDispatcher(), number, "tasks/1/offers/2/accept", Map.of())
                .status())
        .isEqualTo(404);
  }

  @Test
  void a_resident_sees_and_changes_only_their_own_orders() {
    String number = open(district.residentActor(), district.order());
    assertThat(api.get(district.neighbourActor(), "/orders/" + number).status()).isEqualTo(404);
    assertThat(command(district.neighbourActor(), number, "cancel", Map.of("reason", "x")).status())
        .isEqualTo(404);
    assertThat(
            api.get(district.neighbourActor(), "/orders")
                .json()
                .get("items")
                .findValuesAsText("number"))
        .doesNotContain(number);
  }

  @Test
  void whoever_ordered_for_somebody_of_the_household_follows_it_and_others_of_it_do_not() {
    Map<String, Object> body = district.order();
    body.put("resident_id", district.spouse);
    body.put("contact_name", "何志强");
    body.put("contact_phone", "13900000003");
    String number = open(district.residentActor(), body);
    assertThat(numbersOf(district.residentActor())).contains(number);
    assertThat(numbersOf(district.spouseActor())).contains(number);
    done(district.residentActor(), number, "chase", Map.of("text", "请快些"));

    String own = open(district.residentActor(), district.order());
    assertThat(numbersOf(district.spouseActor())).doesNotContain(own);
    assertThat(api.get(district.spouseActor(), "/orders/" + own).status()).isEqualTo(404);
    Actor nobody = Actor.resident(0, "", "13900000004");
    open(nobody, changed(district.order(), "contact_phone", "13900000005"));
    assertThat(numbersOf(Actor.resident(0, "", "13900000006"))).isEmpty();
  }

  private static List<String> numbersOf(Actor actor) {
    return api.get(actor, "/orders?limit=100").json().get("items").findValuesAsText("number");
  }

  private static Map<String, Object> changed(Map<String, Object> body, String field, Object value) {
    body.put(field, value);
    return body;
  }

  @Test
  void a_tracking_link_tells_what_became_of_the_order_without_personal_data() {
    Answer order = api.post(district.residentActor(), "/orders", district.order());
    Answer answer = api.get(null, order.json().get("tracking_path").asText());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("state").asText()).isEqualTo("RECEIVED");
    assertThat(answer.text()).doesNotContain("刘桂英", "13900000001", "501", "打扫");
  }

  @Test
  void bad_input_names_field_value_and_remedy_and_changes_nothing() {
    Map<String, Object> body = district.order();
    body.put("contact_phone", "not a phone");
    body.put("sumary", "typo");
    body.put("form", Map.of("rooms", 99));
    long before = count();
    Answer answer = api.post(OPERATOR, "/orders", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .contains("contact_phone", "sumary");
    assertThat(answer.text()).contains("Maybe you meant \\\"summary\\\"", "not a phone");
    body.remove("sumary");
    body.put("contact_phone", "13900000001");
    Answer form = api.post(OPERATOR, "/orders", body);
    assertThat(form.json().at("/errors/0/field").asText()).isEqualTo("form/rooms");
    assertThat(form.json().at("/errors/0/message").asText()).contains("20");
    assertThat(count()).isEqualTo(before);
  }

  private static long count() {
    return api.database()
        .read(h -> h.createQuery("select count(*) from service_order").mapTo(Long.class).one());
  }
}
