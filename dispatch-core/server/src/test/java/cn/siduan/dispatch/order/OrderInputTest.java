package cn.siduan.dispatch.order;

import static cn.siduan.dispatch.fixture.District.MACHINE;
import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is refused of an order and its commands, and how it is said. */
class OrderInputTest {

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

  private static Answer open(Actor actor, String field, Object value) {
    Map<String, Object> body = district.order();
    body.put(field, value);
    return api.post(actor, "/orders", body);
  }

  private static JsonNode onlyError(Answer answer) {
    assertThat(answer.json().path("errors")).as(answer.text()).hasSize(1);
    return answer.json().path("errors").path(0);
  }

  @Test
  void blanks_and_line_breaks_are_no_name_and_no_address() {
    for (String field : List.of("contact_name", "address", "summary")) {
      Answer blank = open(OPERATOR, field, "　 \t");
      assertThat(blank.status()).isEqualTo(400);
      assertThat(blank.text()).contains("\"field\":\"" + field + "\"", "\"rule\":\"blank\"");
    }
    JsonNode error = onlyError(open(OPERATOR, "contact_name", "a\r\nSet-Cookie: x"));
    assertThat(error.path("field").asText()).isEqualTo("contact_name");
    assertThat(error.path("message").asText()).contains("one line", "Maybe delete");
    assertThat(open(OPERATOR, "summary", "first\n\nsecond").status()).isEqualTo(201);
  }

  @Test
  void a_reason_of_only_blanks_is_no_reason() {
    String number = open(OPERATOR, "summary", "x").json().path("number").asText();
    Answer answer = api.post(OPERATOR, "/orders/" + number + "/cancel", Map.of("reason", " "));
    assertThat(onlyError(answer).path("rule").asText()).isEqualTo("blank");
    assertThat(api.get(OPERATOR, "/orders/" + number).json().path("state").asText())
        .isEqualTo("RECEIVED");
  }

  @Test
  void only_the_centre_may_file_an_order_above_the_communities() {
    long top =
        api.database()
            .read(
                h ->
                    h.createQuery("select parent_id from centre where id = :id")
                        .bind("id", district.community)
                        .mapTo(Long.class)
                        .one());
    assertThat(open(OPERATOR, "centre_id", top).status()).isEqualTo(201);
    for (Actor other : List.of(district.residentActor(), district.visitor(), MACHINE)) {
      JsonNode error = onlyError(open(other, "centre_id", top));
      assertThat(error.path("field").asText()).isEqualTo("centre_id");
      assertThat(error.path("rule").asText()).isEqualTo("no-community");
      assertThat(open(other, "centre_id", district.community).status()).isEqualTo(201);
    }
    assertThat(onlyError(open(MACHINE, "address", "澄江区某处")).path("rule").asText())
        .isEqualTo("area-unknown");
  }

  @Test
  void a_resident_who_answers_directly_is_told_which_field_is_not_theirs() {
    Answer answer = open(district.residentActor(), "direct_answer", "就这样");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(onlyError(answer).path("field").asText()).isEqualTo("direct_answer");
  }

  @Test
  void if_match_is_held_against_the_version_the_etag_told() {
    Answer opened = open(OPERATOR, "summary", "x");
    String number = opened.json().path("number").asText();
    String etag = opened.header("ETag");
    assertThat(note(number, "\"1\"").status()).isEqualTo(412);
    assertThat(note(number, "W/" + etag).status()).isEqualTo(412);
    assertThat(note(number, "garbage").status()).isEqualTo(400);
    assertThat(note(number, etag).status()).isEqualTo(200);
    Answer stale = note(number, etag);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.json().path("current").path("version").asInt())
        .isGreaterThan(opened.json().path("version").asInt());
    assertThat(note(number, "*").status()).isEqualTo(200);
  }

  private static Answer note(String number, String ifMatch) {
    String path = "/orders/" + number + "/notes";
    return api.send(
        OPERATOR,
        api.request(OPERATOR, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", ifMatch)
            .POST(BodyPublishers.ofString(Json.write(Map.of("text", "note")))),
        "POST",
        path);
  }

  @Test
  void a_question_that_cannot_be_answered_does_not_speak_of_saving() {
    Answer question = api.get(OPERATOR, "/orders/123");
    assertThat(question.status()).isEqualTo(400);
    assertThat(question.json().path("detail").asText()).doesNotContain("saved");
    assertThat(open(OPERATOR, "summary", "").json().path("detail").asText()).contains("saved");
  }

  @Test
  void lists_in_sentences_are_set_with_blanks() {
    String number = open(OPERATOR, "summary", "x").json().path("number").asText();
    api.post(OPERATOR, "/orders/" + number + "/cancel", Map.of("reason", "x"));
    Answer again = api.post(OPERATOR, "/orders/" + number + "/cancel", Map.of("reason", "x"));
    assertThat(again.json().path("detail").asText())
        .contains("must be received, in progress, reopened to cancel it");
  }

  @Test
  void what_stands_under_a_wrong_name_beside_a_secret_is_not_repeated() {
    Answer answer =
        api.post(OPERATOR, "/session/password", Map.of("current", "mc98-zwmm", "new", "short"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("\"field\":\"current\"").doesNotContain("mc98", "short");
  }
}
