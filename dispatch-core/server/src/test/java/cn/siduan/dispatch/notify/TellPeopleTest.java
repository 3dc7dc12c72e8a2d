package cn.siduan.dispatch.notify;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the command to the message, and what its reader and those who run the house see of it. */
class TellPeopleTest {

  private static final Actor ADMIN = Actor.staff(Role.ADMINISTRATOR, 31, "管理员");

  private static ApiFixture api;
  private static District district;
  private static int telephone = 0;

  private String phone;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void freshTelephone() {
    phone = "1380000%04d".formatted(++telephone);
  }

  private String open() {
    Map<String, Object> body = district.order();
    body.put("contact_phone", phone);
    return api.post(OPERATOR, "/orders", body).json().get("number").asText();
  }

  private static void post(Actor actor, String number, String path, Map<String, ?> body) {
    assertThat(api.post(actor, "/orders/" + number + "/" + path, body).status()).isEqualTo(200);
  }

  private static void offerAndAccept(String number) {
    offer(number, "DIRECT", district.provider);
    post(district.dispatcher(), number, "tasks/1/offers/1/accept", Map.of());
  }

  private static void offer(String number, String mode, long... providers) {
    post(
        OPERATOR,
        number,
        "tasks/1/offers",
        Map.of("provider_ids", java.util.Arrays.stream(providers).boxed().toList(), "mode", mode));
  }

  private static List<JsonNode> items(Answer page) {
    assertThat(page.status()).isEqualTo(200);
    return StreamSupport.stream(page.json().get("items").spliterator(), false).toList();
  }

  private static List<JsonNode> messages(String number) {
    return items(api.get(ADMIN, "/messages?order=" + number)).reversed();
  }

  private static List<String> told(String number, String channel) {
    return messages(number).stream()
        .filter(m -> m.get("channel").asText().equals(channel))
        .map(m -> m.get("template").asText())
        .toList();
  }

  private static String body(JsonNode message) {
    return api.get(ADMIN, "/messages/" + message.get("id").asLong()).json().get("body").asText();
  }

  private static void execute(String sql, Object... values) {
    api.database().transaction(tx -> tx.handle().execute(sql, values));
  }

  @Test
  void an_order_is_told_of_at_every_step_from_received_to_done() {
    String number = open();
    offerAndAccept(number);
    post(district.dispatcher(), number, "tasks/1/worker", Map.of("worker_id", district.worker));
    post(district.dispatcher(), number, "tasks/1/schedule", Map.of("when", "2026-03-12T02:00:00Z"));
    assertThat(told(number, "SMS"))
        .containsExactly("ORDER_RECEIVED", "PROVIDER_ACCEPTED", "VISIT_SCHEDULED");
    assertThat(body(messages(number).getFirst()))
        .startsWith("您的服务单" + number + "（日常保洁）已受理，查进度：http")
        .contains("/track/")
        .endsWith("【四端服务】");
    assertThat(body(messages(number).getLast())).contains("康乐家政的王师傅将于3月12日10:00上门");
    await()
        .untilAsserted(
            () ->
                assertThat(messages(number)).allMatch(m -> m.get("state").asText().equals("SENT")));
  }

  @Test
  void whoever_speaks_english_is_told_in_english() {
    execute("update resident set language = 'en' where id = ?", district.resident);
    try {
      Map<String, Object> body = district.order();
      body.put("contact_phone", phone);
      body.put("resident_id", district.resident);
      String number = api.post(OPERATOR, "/orders", body).json().get("number").asText();
      JsonNode message = messages(number).getFirst();
      assertThat(message.get("language").asText()).isEqualTo("en");
      assertThat(body(message)).startsWith("Your order " + number);
    } finally {
      execute("update resident set language = 'zh-CN' where id = ?", district.resident);
    }
  }

  @Test
  void a_command_sent_twice_writes_its_message_once() {
    Map<String, Object> body = district.order();
    body.put("contact_phone", phone);
    api.post(OPERATOR, "/orders", body, "key-" + phone);
    String number =
        api.post(OPERATOR, "/orders", body, "key-" + phone).json().get("number").asText();
    assertThat(told(number, "SMS")).containsExactly("ORDER_RECEIVED");
  }

  @Test
  void an_appointment_is_told_with_its_time() {
    Map<String, Object> body = district.order();
    body.put("item_id", district.appointmentItem);
    body.put("slot_id", district.slotOfOne);
    body.put("contact_phone", phone);
    String number = api.post(OPERATOR, "/orders", body).json().get("number").asText();
    assertThat(told(number, "SMS")).containsExactly("APPOINTMENT_BOOKED");
    assertThat(body(messages(number).getFirst())).contains("法律咨询", "3月12日10:00", "柳荫社区");
  }

  @Test
  void a_provider_finds_its_offer_in_its_inbox_without_anything_personal_and_others_do_not() {
    String number = open();
    offer(number, "DIRECT", district.provider);
    JsonNode offer = items(api.get(district.dispatcher(), "/inbox?unread=true")).getFirst();
    assertThat(offer.get("order").asText()).isEqualTo(number);
    assertThat(offer.get("text").asText())
        .contains("日常保洁", "柳荫社区")
        .doesNotContain("刘桂英", phone, "3号楼", "厨房");
    assertThat(items(api.get(district.otherDispatcher(), "/inbox")))
        .noneMatch(m -> m.get("order").asText().equals(number));
    String path = "/inbox/" + offer.get("id").asLong() + "/read";
    assertThat(api.post(district.otherDispatcher(), path, "").status()).isEqualTo(404);
    assertThat(api.post(district.dispatcher(), path, "").status()).isEqualTo(204);
    assertThat(items(api.get(district.dispatcher(), "/inbox?unread=true")))
        .noneMatch(m -> m.get("id").equals(offer.get("id")));
  }

  @Test
  void a_provider_that_takes_offers_by_webhook_or_telephone_gets_them_there() {
    execute(
        "update provider set offer_channel = 'WEBHOOK', webhook_url = 'http://127.0.0.1:1/hook'"
            + " where id = ?",
        district.provider);
    execute(
        "update provider set offer_channel = 'TELEPHONE', phone = '13700000001' where id = ?",
        district.otherProvider);
    try {
      String number = open();
      offer(number, "BROADCAST", district.provider, district.otherProvider);
      assertThat(told(number, "WEBHOOK")).containsExactly("OFFER");
      assertThat(told(number, "SMS")).containsExactly("ORDER_RECEIVED", "OFFER");
      assertThat(told(number, "IN_APP")).containsExactly("OFFER", "OFFER");
    } finally {
      execute("update provider set offer_channel = 'SCREEN'");
    }
  }

  @Test
  void a_resident_reads_what_went_to_their_telephone_and_nothing_else() {
    String number = open();
    await().until(() -> messages(number).getFirst().get("state").asText().equals("SENT"));
    assertThat(items(api.get(Actor.resident(0, "", phone), "/inbox")))
        .extracting(m -> m.get("order").asText())
        .containsExactly(number);
    assertThat(items(api.get(Actor.resident(0, "", "13811112222"), "/inbox"))).isEmpty();
  }

  @Test
  void telephones_are_masked_in_lists_and_reading_a_text_is_audited() {
    String number = open();
    JsonNode message = messages(number).getFirst();
    assertThat(message.get("recipient").asText())
        .isEqualTo("138****" + phone.substring(7))
        .doesNotContain(phone);
    assertThat(message.has("body")).isFalse();
    body(message);
    long readings =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select count(*) from audit where action = 'getMessage' and object_id ="
                                + " :id")
                        .bind("id", message.get("id").asText())
                        .mapTo(Long.class)
                        .one());
    assertThat(readings).isEqualTo(1);
    assertThat(api.get(SUPERVISOR, "/messages?order=" + number).status()).isEqualTo(200);
    assertThat(api.get(SUPERVISOR, "/messages/" + message.get("id").asLong()).status())
        .isEqualTo(403);
  }

  @Test
  void by_the_link_in_a_message_its_reader_unsubscribes_without_logging_in_and_subscribes_again() {
    String number = open();
    String text = body(messages(number).getFirst());
    String token = text.replaceAll("(?s).*/track/([A-Za-z0-9_-]{22}).*", "$1");
    String path = "/track/" + token + "/subscription";
    assertThat(api.post(null, path, Map.of("subscribed", false)).status()).isEqualTo(200);
    post(OPERATOR, number, "cancel", Map.of("reason", "不要了"));
    await().until(() -> messages(number).getLast().get("state").asText().equals("SUPPRESSED"));
    Actor reader = Actor.resident(0, "", phone);
    assertThat(api.get(reader, "/subscription").json().get("subscribed").asBoolean()).isFalse();
    api.post(reader, "/subscription", Map.of("subscribed", true));
    assertThat(api.get(reader, "/subscription").json().get("subscribed").asBoolean()).isTrue();
    String next = open();
    await().until(() -> messages(next).getFirst().get("state").asText().equals("SENT"));
    assertThat(
            api.post(
                    null, "/track/AAAAAAAAAAAAAAAAAAAAAA/subscription", Map.of("subscribed", false))
                .status())
        .isEqualTo(404);
  }

  @Test
  void what_was_given_up_can_be_sent_again_one_or_all() {
    String one = open();
    String two = open();
    await()
        .until(
            () ->
                messages(one).getFirst().get("state").asText().equals("SENT")
                    && messages(two).getFirst().get("state").asText().equals("SENT"));
    String path = "/messages/" + messages(one).getFirst().get("id").asLong() + "/resend";
    assertThat(api.post(ADMIN, path, "").status()).isEqualTo(409);
    kill(one);
    kill(two);
    assertThat(items(api.get(ADMIN, "/messages?state=DEAD"))).hasSize(2);
    assertThat(api.post(ADMIN, path, "").json().get("count").asInt()).isEqualTo(1);
    await().until(() -> messages(one).getFirst().get("state").asText().equals("SENT"));
    assertThat(messages(two).getFirst().get("state").asText()).isEqualTo("DEAD");
    assertThat(api.post(ADMIN, "/messages/resend-dead", "").json().get("count").asInt())
        .isEqualTo(1);
    await().until(() -> messages(two).getFirst().get("state").asText().equals("SENT"));
  }

  private static void kill(String number) {
    execute(
        "update message set state = 'DEAD', attempts = 8 where order_id = ?",
        Long.parseLong(number.substring(0, number.length() - 1)));
  }

  @Test
  void lists_go_on_where_they_ended() {
    String number = open();
    post(OPERATOR, number, "cancel", Map.of("reason", "不要了"));
    Answer first = api.get(ADMIN, "/messages?limit=1&order=" + number);
    assertThat(items(first).getFirst().get("template").asText()).isEqualTo("ORDER_CANCELLED");
    String next = first.json().get("next").asText();
    Answer second = api.get(ADMIN, "/messages?limit=1&order=" + number + "&after=" + next);
    assertThat(items(second).getFirst().get("template").asText()).isEqualTo("ORDER_RECEIVED");
  }

  @Test
  void a_log_in_code_is_a_message_of_safety_in_the_language_asked_for() {
    assertThat(api.post(null, "/login/code", Map.of("phone", phone)).status()).isLessThan(300);
    JsonNode message =
        items(api.get(ADMIN, "/messages?limit=5")).stream()
            .filter(m -> m.get("template").asText().equals("LOGIN_CODE"))
            .findFirst()
            .orElseThrow();
    assertThat(message.get("safety").asBoolean()).isTrue();
    assertThat(message.get("language").asText()).isEqualTo("en");
    assertThat(body(message)).matches("Your code is [0-9]{6}, valid for 5 min.*【四端服务】");
    // it is sent, and yet not shown again to whoever holds the telephone
    assertThat(items(api.get(Actor.resident(0, "", phone), "/inbox"))).isEmpty();
  }
}
