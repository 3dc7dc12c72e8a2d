package cn.siduan.dispatch.offer;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.routing.RoutingDistrict;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks find their providers by themselves: down the ladder, and to people. */
class OfferingTest {

  private ApiFixture api;
  private RoutingDistrict district;

  @BeforeEach
  void start() {
    api = ApiFixture.startRouting();
    district = RoutingDistrict.in(api.database());
  }

  @AfterEach
  void nothingIsEverInLimbo() {
    try {
      assertThat(api.get(SUPERVISOR, "/invariants").json().get("orphan_tasks")).isEmpty();
    } finally {
      api.close();
    }
  }

  private String open(Map<String, Object> body) {
    Answer answer = api.post(OPERATOR, "/orders", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("number").asText();
  }

  private JsonNode task(String number) {
    return api.get(OPERATOR, "/orders/" + number + "/tasks/1").json().get("task");
  }

  private List<JsonNode> offers(String number, String state) {
    List<JsonNode> offers = new ArrayList<>();
    task(number).get("offers").forEach(offers::add);
    return offers.stream().filter(o -> o.get("state").asText().equals(state)).toList();
  }

  private List<Long> asked(String number) {
    return offers(number, "PENDING").stream().map(o -> o.get("provider_id").asLong()).toList();
  }

  /** The newest decision, once there are so many. */
  private JsonNode decision(String number, int count) {
    String path = "/orders/" + number + "/tasks/1/routing";
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.get(OPERATOR, path).json().get("items").size() >= count);
    JsonNode items = api.get(OPERATOR, path).json().get("items");
    assertThat(items).hasSize(count);
    return items.get(0);
  }

  private void answer(long provider, String number, String answer, Map<String, ?> body) {
    JsonNode offer =
        offers(number, "PENDING").stream()
            .filter(o -> o.get("provider_id").asLong() == provider)
            .findFirst()
            .orElseThrow();
    Answer done =
        api.post(
            district.dispatcher(provider),
            "/orders/" + number + "/tasks/1/offers/" + offer.get("no").asInt() + "/" + answer,
            body);
    assertThat(done.status()).as(done.text()).isEqualTo(200);
  }

  private long count(String sql) {
    return api.database().read(h -> h.createQuery(sql).mapTo(Long.class).one());
  }

  private List<String> peopleAskedFor(String number) {
    String id = number.substring(0, number.length() - 1);
    return api.database()
        .read(
            h ->
                h.createQuery(
                        """
                        select c.tier from work_item w join centre c on c.id = w.centre_id
                        where w.subject = :subject and w.state in ('WAITING', 'TAKEN') order by w.id\
                        """)
                    .bind("subject", "order/" + id + "/task/1")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void an_order_is_offered_to_the_best_provider_with_the_reasons_for_and_against_everybody() {
    district.change(district.middle, "capacity = 0");
    String number = open(district.order());
    JsonNode decision = decision(number, 1);
    assertThat(asked(number)).containsExactly(district.near);
    assertThat(decision.get("outcome").asText()).isEqualTo("OFFERED");
    assertThat(decision.get("text").asText())
        .isEqualTo("Offered to 近邻家政, the best of 2 who could take it.");
    assertThat(decision.get("candidates").findValuesAsText("name")).containsExactly("近邻家政", "远山服务");
    assertThat(decision.at("/candidates/0/parts/distance").asDouble()).isGreaterThan(0.9);
    Map<String, String> out = new java.util.HashMap<>();
    decision
        .get("misses")
        .forEach(m -> out.put(m.get("name").asText(), m.at("/reasons/0/text").asText()));
    assertThat(out)
        .containsEntry("荷塘家政", "serves the neighbouring 荷塘社区, not this place")
        .containsEntry("安居服务", "is full: 0 in hand of 0");
    JsonNode chinese =
        api.send(
                OPERATOR,
                api.request(OPERATOR, "/orders/" + number + "/tasks/1/routing")
                    .setHeader("Accept-Language", "zh-CN")
                    .GET(),
                "GET",
                "/orders/" + number + "/tasks/1/routing")
            .json();
    assertThat(chinese.at("/items/0/text").asText()).startsWith("已派给 近邻家政");
    assertThat(
            api.get(district.dispatcher(district.near), "/orders/" + number + "/tasks/1/routing")
                .status())
        .isEqualTo(403);
  }

  @Test
  void after_a_decline_and_an_expiry_the_next_is_asked_then_all_then_people_tier_by_tier() {
    district.provider("第四家", 31.26, district.community, 10);
    district.provider("第五家", 31.27, district.community, 10);
    String number = open(district.order());
    assertThat(decision(number, 1).get("step").asInt()).isZero();
    answer(district.near, number, "decline", Map.of("reason", "人手不足"));
    assertThat(decision(number, 2).get("step").asInt()).isEqualTo(1);
    assertThat(asked(number)).containsExactly(district.middle);
    api.clock().advance(Duration.ofMinutes(10));
    JsonNode third = decision(number, 3);
    assertThat(third.get("step").asInt()).isEqualTo(1);
    assertThat(offers(number, "EXPIRED")).hasSize(1);
    api.clock().advance(Duration.ofMinutes(10));
    JsonNode broadcast = decision(number, 4);
    assertThat(broadcast.get("step").asInt()).isEqualTo(2);
    assertThat(asked(number)).hasSize(2);
    assertThat(peopleAskedFor(number)).isEmpty();
    api.clock().advance(Duration.ofMinutes(15));
    JsonNode nobody = decision(number, 5);
    assertThat(nobody.get("outcome").asText()).isEqualTo("QUEUED");
    assertThat(nobody.get("tier").asText()).isEqualTo("COMMUNITY");
    assertThat(nobody.get("text").asText()).contains("None of the 6 who offer this service");
    assertThat(nobody.at("/misses/0/reasons/0/text").asText())
        .isEqualTo("serves the neighbouring 荷塘社区, not this place");
    assertThat(nobody.get("misses").toString())
        .contains("declined it: 人手不足", "let the offer expire");
    assertThat(peopleAskedFor(number)).containsExactly("COMMUNITY");
    api.clock().advance(Duration.ofMinutes(30));
    assertThat(decision(number, 6).get("tier").asText()).isEqualTo("SUBDISTRICT");
    api.clock().advance(Duration.ofHours(1));
    assertThat(decision(number, 7).get("tier").asText()).isEqualTo("DISTRICT");
    assertThat(peopleAskedFor(number)).containsExactly("COMMUNITY", "SUBDISTRICT", "DISTRICT");
  }

  @Test
  void a_dispatcher_places_by_hand_over_the_routers_head_and_says_why() {
    String number = open(district.order());
    decision(number, 1);
    Answer offered =
        api.post(
            OPERATOR,
            "/orders/" + number + "/tasks/1/offers",
            Map.of(
                "provider_ids", List.of(district.neighbour), "mode", "DIRECT", "reason", "居民点名"));
    assertThat(offered.status()).isEqualTo(200);
    JsonNode byHand = decision(number, 2);
    assertThat(byHand.get("outcome").asText()).isEqualTo("BY_HAND");
    assertThat(byHand.get("text").asText()).isEqualTo("坐席一 placed it by hand with 荷塘家政. 居民点名");
    answer(district.neighbour, number, "accept", Map.of());
    assertThat(task(number).get("provider_id").asLong()).isEqualTo(district.neighbour);
    assertThat(offers(number, "SUPERSEDED")).hasSize(1);
  }

  @Test
  void what_waits_for_people_is_theirs_until_somebody_is_asked_and_theirs_again_if_they_decline() {
    for (long id : List.of(district.near, district.middle, district.far)) {
      district.change(id, "capacity = 0");
    }
    String number = open(district.order());
    assertThat(decision(number, 1).get("outcome").asText()).isEqualTo("QUEUED");
    assertThat(peopleAskedFor(number)).containsExactly("COMMUNITY");
    api.post(
        OPERATOR,
        "/orders/" + number + "/tasks/1/offers",
        Map.of("provider_ids", List.of(district.neighbour), "mode", "DIRECT"));
    assertThat(peopleAskedFor(number)).isEmpty();
    answer(district.neighbour, number, "decline", Map.of("reason", "太远"));
    assertThat(decision(number, 3).get("tier").asText()).isEqualTo("COMMUNITY");
    assertThat(peopleAskedFor(number)).containsExactly("COMMUNITY");
  }

  @Test
  void a_returned_task_begins_the_ladder_anew_without_the_one_who_returned_it() {
    String number = open(district.order());
    decision(number, 1);
    answer(district.near, number, "accept", Map.of());
    api.post(
        district.dispatcher(district.near),
        "/orders/" + number + "/tasks/1/return",
        Map.of("reason", "车坏了"));
    api.post(OPERATOR, "/orders/" + number + "/tasks/1/grant", Map.of());
    JsonNode again = decision(number, 2);
    assertThat(again.get("step").asInt()).isZero();
    assertThat(asked(number)).containsExactly(district.middle);
    assertThat(again.get("misses").findValuesAsText("reason")).contains("RETURNED");
  }

  @Test
  void an_emergency_asks_everybody_within_reach_and_people_and_contacts_at_once() {
    district.change(
        district.near, "calendar = 'STANDARD', opening = '{\"sun\": [[\"09:00\", \"10:00\"]]}'");
    Map<String, Object> body = district.order();
    body.put("priority", "EMERGENCY");
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "insert into emergency_contact values (?, 1, '刘女儿', '13900000009', '女儿')",
                        district.resident));
    String number = open(body);
    decision(number, 1);
    assertThat(asked(number))
        .containsExactlyInAnyOrder(
            district.near, district.middle, district.far, district.neighbour);
    assertThat(peopleAskedFor(number)).contains("COMMUNITY", "DISTRICT");
    assertThat(
            count(
                "select count(*) from message where recipient = '13900000009' and template ="
                    + " 'SOS_ALARM' and body like '%刘桂英10:00%'"))
        .isEqualTo(1);
    answer(district.far, number, "accept", Map.of());
    assertThat(peopleAskedFor(number)).isEmpty();
    assertThat(offers(number, "SUPERSEDED")).hasSize(3);
  }

  @Test
  void who_is_closed_now_is_told_as_the_nearest_miss_with_the_time_it_opens() {
    for (long id : List.of(district.near, district.middle, district.far)) {
      district.change(id, "calendar = 'STANDARD', opening = '{\"wed\": [[\"14:00\", \"18:00\"]]}'");
    }
    String number = open(district.order());
    JsonNode decision = decision(number, 1);
    assertThat(decision.get("outcome").asText()).isEqualTo("QUEUED");
    assertThat(decision.get("misses").toString()).contains("is closed; opens at 2026-03-11 14:00");
  }

  @Test
  void the_same_provider_and_worker_come_again_and_workers_are_suggested() {
    String first = open(district.order());
    decision(first, 1);
    answer(district.near, first, "accept", Map.of("worker_id", district.worker));
    Actor dispatcher = district.dispatcher(district.near);
    for (String step : List.of("depart", "arrive", "start")) {
      Actor worker = Actor.worker(1, "王师傅", district.near, district.worker);
      assertThat(api.post(worker, "/orders/" + first + "/tasks/1/" + step, Map.of()).status())
          .isEqualTo(200);
    }
    api.post(
        Actor.worker(1, "王师傅", district.near, district.worker),
        "/orders/" + first + "/tasks/1/resolve",
        Map.of("result", "好了"));
    String second = open(district.order());
    JsonNode decision = decision(second, 1);
    assertThat(decision.at("/candidates/0/worker_id").asLong()).isEqualTo(district.worker);
    JsonNode workers = api.get(dispatcher, "/orders/" + second + "/tasks/1/workers").json();
    assertThat(workers.at("/items/0/came_before").asBoolean()).isTrue();
    assertThat(workers.at("/items/0/in_hand").asInt()).isZero();
  }

  @Test
  void whom_the_resident_does_not_want_again_is_not_asked() {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "insert into provider_exclusion values (?, ?, '态度差', 11, now())",
                        district.resident,
                        district.near));
    String number = open(district.order());
    assertThat(decision(number, 1).get("misses").findValuesAsText("reason"))
        .contains("RESIDENT_OBJECTS");
    assertThat(asked(number)).containsExactly(district.middle);
  }

  @Test
  void a_category_has_a_policy_for_its_items_that_name_none_and_an_administrator_changes_it() {
    Actor administrator = Actor.staff(cn.siduan.contract.Role.ADMINISTRATOR, 19, "管理员");
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "update service_item set routing_policy = 'DEFAULT', version = version + 1"
                            + " where id = ?",
                        district.item));
    api.clock().advance(Duration.ofSeconds(3));
    String before = open(district.order());
    assertThat(decision(before, 1).get("policy").asText()).isEqualTo("STANDARD");
    long category = count("select category_id from service_item where id = " + district.item);
    JsonNode now = api.get(administrator, "/categories/" + category).json();
    Map<String, Object> body = new java.util.HashMap<>();
    body.put("code", now.get("code").asText());
    body.put("name", now.get("name").asText());
    body.put("routing_policy", "BROADCAST");
    assertThat(api.put(administrator, "/categories/" + category, 1, body).status()).isEqualTo(200);
    String after = open(district.order());
    assertThat(decision(after, 1).get("policy").asText()).isEqualTo("BROADCAST");
    assertThat(asked(after)).hasSizeGreaterThan(1);
  }

  @Test
  void a_changed_policy_holds_for_new_decisions_only() {
    String before = open(district.order());
    decision(before, 1);
    Actor administrator = Actor.staff(cn.siduan.contract.Role.ADMINISTRATOR, 19, "管理员");
    var body =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            api.get(administrator, "/routing/policies/STANDARD").json().deepCopy();
    body.remove(List.of("code", "version"));
    body.set(
        "ladder",
        cn.siduan.dispatch.platform.Json.tree(
            List.of(
                Map.of("step", "BROADCAST", "wait", "PT5M", "size", 3),
                Map.of("step", "QUEUE", "tier", "DISTRICT"))));
    assertThat(api.put(administrator, "/routing/policies/STANDARD", 1, body).status())
        .isEqualTo(200);
    assertThat(asked(before)).hasSize(1);
    String after = open(district.order());
    assertThat(decision(after, 1).get("policy_version").asInt()).isEqualTo(2);
    assertThat(asked(after)).hasSize(3);
    assertThat(decision(before, 1).get("policy_version").asInt()).isEqualTo(1);
  }

  @Test
  void merged_cancelled_and_unmerged_orders_are_nobodys_or_the_routers() {
    String stays = open(district.order());
    decision(stays, 1);
    String merged = open(district.order());
    decision(merged, 1);
    api.post(OPERATOR, "/orders/" + merged + "/merge", Map.of("into", stays, "reason", "同一件事"));
    assertThat(asked(merged)).isEmpty();
    api.post(OPERATOR, "/orders/" + merged + "/unmerge", Map.of("reason", "不是"));
    decision(merged, 2);
    assertThat(asked(merged)).hasSize(1);
    api.post(OPERATOR, "/orders/" + stays + "/cancel", Map.of("reason", "不要了"));
    assertThat(peopleAskedFor(stays)).isEmpty();
    assertThat(count("select count(*) from offer where state = 'PENDING'")).isEqualTo(1);
  }

  @Test
  void a_provider_without_a_screen_answers_by_the_link_that_came_with_the_offer_and_only_that() {
    district.change(
        district.near, "offer_channel = 'WEBHOOK', webhook_url = 'https://near.example/offers'");
    String number = open(district.order());
    decision(number, 1);
    String body =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select body from message where channel = 'WEBHOOK' and provider_id = "
                                + district.near)
                        .mapTo(String.class)
                        .one());
    String token = cn.siduan.dispatch.platform.Json.tree(body).get("token").asText();
    assertThat(
            count(
                "select count(*) from offer_link where encode(token_digest, 'escape') = '"
                    + token
                    + "'"))
        .isZero();
    Map<String, Object> wrong = Map.of("token", "x".repeat(32), "accept", true);
    assertThat(api.post(null, "/offers/answer", wrong).status()).isEqualTo(404);
    Answer accepted = api.post(null, "/offers/answer", Map.of("token", token, "accept", true));
    assertThat(accepted.json().get("state").asText()).isEqualTo("ACCEPTED");
    assertThat(task(number).get("provider_id").asLong()).isEqualTo(district.near);
    assertThat(api.post(null, "/offers/answer", Map.of("token", token, "accept", true)).status())
        .isEqualTo(200);
    Map<String, Object> decline = Map.of("token", token, "accept", false, "reason", "改主意");
    assertThat(api.post(null, "/offers/answer", decline).status()).isEqualTo(409);
  }

  @Test
  void work_is_shared_fairly_among_equals() {
    district.change(district.near, "latitude = 31.22");
    district.change(district.far, "latitude = 31.22");
    List<Long> chosen = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> body = district.order();
      body.remove("resident_id");
      body.put("contact_phone", "1380000%04d".formatted(i));
      String number = open(body);
      decision(number, 1);
      long provider = asked(number).getFirst();
      answer(provider, number, "accept", Map.of());
      chosen.add(provider);
    }
    assertThat(
            chosen.stream().collect(Collectors.groupingBy(p -> p, Collectors.counting())).values())
        .hasSize(3)
        .allMatch(n -> n == 4);
  }
}
