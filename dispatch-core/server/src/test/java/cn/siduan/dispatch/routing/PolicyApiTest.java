package cn.siduan.dispatch.routing;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Policies over the API: read, replaced, tried. */
class PolicyApiTest {

  private static final Actor ADMINISTRATOR = Actor.staff(Role.ADMINISTRATOR, 19, "管理员");

  private static ApiFixture api;
  private static RoutingDistrict district;

  @BeforeAll
  static void start() {
    api = ApiFixture.startRouting();
    district = RoutingDistrict.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static ObjectNode body(String code) {
    ObjectNode body =
        (ObjectNode) api.get(ADMINISTRATOR, "/routing/policies/" + code).json().deepCopy();
    body.remove(List.of("code", "version"));
    return body;
  }

  @Test
  void an_administrator_replaces_a_policy_and_nobody_overwrites_what_they_have_not_seen() {
    Answer before = api.get(ADMINISTRATOR, "/routing/policies/VOLUNTEER");
    assertThat(before.header("ETag")).isEqualTo("\"1\"");
    ObjectNode body = body("VOLUNTEER");
    body.put("reach_km", 3);
    Answer changed = api.put(ADMINISTRATOR, "/routing/policies/VOLUNTEER", 1, body);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(api.put(ADMINISTRATOR, "/routing/policies/VOLUNTEER", 1, body).status())
        .isEqualTo(412);
    assertThat(api.get(OPERATOR, "/routing/policies").json().get("items"))
        .filteredOn(p -> p.get("code").asText().equals("VOLUNTEER"))
        .extracting(p -> p.get("reach_km").asDouble())
        .containsExactly(3.0);
    assertThat(api.put(SUPERVISOR, "/routing/policies/VOLUNTEER", 2, body).status()).isEqualTo(403);
  }

  @Test
  void a_policy_that_would_lose_tasks_is_refused_with_everything_that_is_wrong() {
    ObjectNode body = body("BROADCAST");
    body.set("weights", Json.tree(Map.of("load", 0)));
    body.set("ladder", Json.tree(List.of(Map.of("step", "DIRECT", "wait", "soon"))));
    Answer answer = api.put(ADMINISTRATOR, "/routing/policies/BROADCAST", 1, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .contains("weights", "ladder/0/wait", "ladder");
    assertThat(api.get(OPERATOR, "/routing/policies/BROADCAST").header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void what_if_compares_what_was_with_what_would_be_and_changes_nothing() {
    for (int i = 0; i < 6; i++) {
      String number = api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  !api.get(OPERATOR, "/orders/" + number + "/tasks/1")
                      .json()
                      .at("/task/offers")
                      .isEmpty());
      api.post(
          OPERATOR,
          "/orders/" + number + "/tasks/1/offers",
          Map.of("provider_ids", List.of(district.far), "mode", "DIRECT"));
      JsonNode offers =
          api.get(OPERATOR, "/orders/" + number + "/tasks/1").json().at("/task/offers");
      for (JsonNode offer : offers) {
        if (offer.get("provider_id").asLong() == district.far) {
          api.post(
              district.dispatcher(district.far),
              "/orders/" + number + "/tasks/1/offers/" + offer.get("no").asInt() + "/accept",
              Map.of());
        }
      }
    }
    ObjectNode nearest = body("STANDARD");
    nearest.set("weights", Json.tree(Map.of("distance", 1)));
    ObjectNode fair = body("STANDARD");
    fair.set("weights", Json.tree(Map.of("fairness", 1)));
    JsonNode byDistance = compare(nearest);
    JsonNode byFairness = compare(fair);
    assertThat(byDistance.at("/actual/orders").asInt()).isEqualTo(6);
    assertThat(byDistance.at("/actual/placed").asInt()).isEqualTo(6);
    assertThat(byDistance.at("/proposed/mean_km").asDouble())
        .isLessThan(byDistance.at("/actual/mean_km").asDouble());
    assertThat(byDistance.at("/proposed/shares/gini").asDouble())
        .isGreaterThan(byFairness.at("/proposed/shares/gini").asDouble());
    assertThat(byFairness.at("/proposed/accepted").asDouble()).isBetween(0.5, 1.0);
    assertThat(byDistance.at("/different").size() + byDistance.get("same").asInt()).isEqualTo(6);
    assertThat(api.get(OPERATOR, "/routing/policies/STANDARD").header("ETag")).isEqualTo("\"1\"");
  }

  private static JsonNode compare(ObjectNode policy) {
    Answer answer =
        api.post(
            SUPERVISOR,
            "/routing/what-if",
            Map.of(
                "from",
                "2026-03-11T00:00:00Z",
                "to",
                "2026-03-12T00:00:00Z",
                "item_id",
                district.item,
                "policy",
                policy));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void what_if_needs_one_policy_and_a_period() {
    Map<String, Object> body =
        Map.of("from", "2026-03-12T00:00:00Z", "to", "2026-03-11T00:00:00Z", "code", "STANDARD");
    assertThat(api.post(SUPERVISOR, "/routing/what-if", body).json().at("/errors/0/field").asText())
        .isEqualTo("to");
    Map<String, Object> none = Map.of("from", "2026-03-11T00:00:00Z", "to", "2026-03-12T00:00:00Z");
    assertThat(api.post(SUPERVISOR, "/routing/what-if", none).json().at("/errors/0/rule").asText())
        .isEqualTo("one-policy");
    assertThat(api.post(OPERATOR, "/routing/what-if", none).status()).isEqualTo(403);
  }
}
