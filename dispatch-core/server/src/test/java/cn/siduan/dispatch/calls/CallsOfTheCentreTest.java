package cn.siduan.dispatch.calls;

import static cn.siduan.dispatch.calls.BusPhone.prompts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.CallReply.Next;
import cn.siduan.contract.call.RecordingRequest;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the centre makes, and what becomes of callers nobody answered, on a real PostgreSQL. */
class CallsOfTheCentreTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static ApiFixture api;
  private static BusPhone phone;
  private District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    phone = new BusPhone(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void anotherDistrict() {
    district = District.in(api.database());
  }

  @AfterEach
  void everybodyGoesHome() {
    for (String sql :
        List.of(
            "update operator_presence set state = 'OFFLINE', call_id = null",
            "update call set state = 'ENDED', ended_at = now() where ended_at is null",
            "update outbound_call set state = 'CANCELLED' where state in ('WAITING', 'DIALLING',"
                + " 'ANSWERED')",
            "update check_in_plan set active = false")) {
      execute(sql);
    }
    phone.forget();
    api.clock().set(ApiFixture.START);
  }

  private static String number() {
    return "1380000" + (1000 + NUMBERS.incrementAndGet());
  }

  private static int execute(String sql, Object... values) {
    return api.database().transaction(tx -> tx.handle().execute(sql, values));
  }

  private static String text(String sql, Object... values) {
    return api.database()
        .read(
            handle -> {
              var query = handle.createQuery(sql);
              for (int i = 0; i < values.length; i++) {
                query.bind(i, values[i]);
              }
              return query.mapTo(String.class).findOne().orElse("");
            });
  }

  private void later(Duration by) {
    api.clock().advance(by);
    api.clockMoved();
  }

  /** All districts here have the same address. */
  private Map<String, Object> body() {
    Map<String, Object> body = district.order();
    body.put("centre_id", district.community);
    return body;
  }

  // ---- follow-up ----

  /** An order by telephone, handled, and drawn for follow-up. */
  private String handled(String number) {
    Map<String, Object> body = body();
    body.put("contact_phone", number);
    body.put("channel", "PHONE");
    body.put("priority", "HIGH");
    String order = post(District.OPERATOR, "/orders", body).get("number").asText();
    String task = "/orders/" + order + "/tasks/1";
    post(
        District.SUPERVISOR,
        task + "/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    post(district.dispatcher(), task + "/offers/1/accept", Map.of("worker_id", district.worker));
    for (String step : List.of("depart", "arrive", "start")) {
      post(district.workerActor(), task + "/" + step, Map.of());
    }
    post(district.workerActor(), task + "/resolve", Map.of("result", "已办"));
    return order;
  }

  private static JsonNode post(Actor actor, String path, Map<String, ?> body) {
    Answer answer = api.post(actor, path, body);
    assertThat(answer.status()).as(path + answer.text()).isLessThan(300);
    return answer.json();
  }

  private static JsonNode order(String number) {
    return api.get(District.OPERATOR, "/orders/" + number).json();
  }

  @Test
  void a_resident_is_called_after_the_order_was_handled_and_closes_it_by_key() {
    String number = number();
    String order = handled(number);
    later(Duration.ofHours(2).plusMinutes(1));

    CallCommand.CallOut out = phone.called(number);
    CallReply asked = phone.answer(out);
    assertThat(prompts(asked)).containsExactly("follow-up-ask");
    assertThat(asked.next()).isEqualTo(Next.ASK);
    assertThat(prompts(phone.press(out, "1"))).containsExactly("after-satisfied");
    assertThat(phone.press(out, "2").next()).isEqualTo(Next.FAREWELL);

    assertThat(order(order).get("state").asText()).isEqualTo("CLOSED");
    assertThat(order(order).get("satisfaction").asText()).isEqualTo("FAIRLY_SATISFIED");
  }

  @Test
  void not_resolved_reopens_the_order_and_the_resident_waits_for_a_person() {
    String number = number();
    String order = handled(number);
    later(Duration.ofHours(3));
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);

    CallReply reply = phone.press(out, "2");

    assertThat(prompts(reply)).containsExactly("follow-up-reopened");
    assertThat(reply.next()).isEqualTo(Next.WAIT);
    assertThat(order(order).get("state").asText()).isEqualTo("REOPENED");
    phone.operator("8101");
    CallCommand.RingOperator ring = phone.ringing(out.callId());
    assertThat(ring.channel()).isEqualTo("PJSIP/trunk-" + number);
    assertThat(api.get(District.OPERATOR, "/calls/" + out.callId()).json().get("order_number"))
        .hasToString("\"" + order + "\"");
  }

  @Test
  void a_wrong_key_is_asked_again_and_then_leads_to_a_person() {
    String number = number();
    handled(number);
    later(Duration.ofHours(3));
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);

    assertThat(phone.press(out, "7").next()).isEqualTo(Next.ASK);
    CallReply second = phone.press(out, "");

    assertThat(prompts(second)).containsExactly("to-a-person");
    assertThat(second.next()).isEqualTo(Next.WAIT);
  }

  @Test
  void whoever_hangs_up_after_saying_that_it_is_settled_has_said_it() {
    String number = number();
    String order = handled(number);
    later(Duration.ofHours(3));
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);
    phone.press(out, "1");

    phone.hangUp(out.callId());

    assertThat(order(order).get("state").asText()).isEqualTo("CLOSED");
  }

  @Test
  void an_order_followed_up_in_another_way_is_not_called_about() {
    String number = number();
    String order = handled(number);
    post(District.OPERATOR, "/orders/" + order + "/follow-up", Map.of("resolved", true));

    assertThat(text("select state from outbound_call where number = ?", number))
        .isEqualTo("CANCELLED");
  }

  @Test
  void nobody_is_called_at_night() {
    String number = number();
    api.clock().set(ApiFixture.START.plus(Duration.ofHours(9)));
    handled(number);

    // 21:00 in China
    later(Duration.ofHours(2).plusMinutes(1));
    phone.forget();
    assertThat(text("select state from outbound_call where number = ?", number))
        .isEqualTo("WAITING");

    // 08:31
    later(Duration.ofHours(11).plusMinutes(30));
    assertThat(phone.called(number).attempt()).isEqualTo("1");
  }

  @Test
  void an_answer_to_an_earlier_attempt_comes_too_late() {
    String number = number();
    handled(number);
    later(Duration.ofHours(3));
    CallCommand.CallOut first = phone.called(number);
    phone.noAnswer(first);
    later(Duration.ofHours(1).plusMinutes(1));
    await().until(() -> phone.called(number).attempt().equals("2"));

    assertThat(phone.answer(first).accepted()).isFalse();
    assertThat(phone.answer(phone.called(number)).accepted()).isTrue();
  }

  // ---- the survey after the operator ----

  @Test
  void after_the_operator_has_hung_up_the_caller_is_asked_and_no_leads_back_to_a_person() {
    String call = phone.arrive(number());
    phone.operator("8111");
    phone.talk(call);

    CallReply first = phone.tell(new CallEvent.Rated(call, phone.now(), 0, ""));
    assertThat(prompts(first)).containsExactly("after-resolved");
    CallReply no = phone.tell(new CallEvent.Rated(call, phone.now(), 1, "2"));

    assertThat(no.next()).isEqualTo(Next.WAIT);
    assertThat(api.get(District.OPERATOR, "/calls/" + call).json().get("state").asText())
        .isEqualTo("WAITING");
  }

  @Test
  void what_the_caller_says_of_the_call_is_kept() {
    String call = phone.arrive(number());
    phone.operator("8112");
    phone.talk(call);
    phone.tell(new CallEvent.Rated(call, phone.now(), 0, ""));
    phone.tell(new CallEvent.Rated(call, phone.now(), 1, "1"));

    CallReply last = phone.tell(new CallEvent.Rated(call, phone.now(), 2, "3"));

    assertThat(prompts(last)).containsExactly("thank-you");
    assertThat(
            text(
                "select string_agg(key, ',' order by question) from call_rating where call_id = ?",
                call))
        .isEqualTo("1,3");
  }

  // ---- offers by telephone ----

  private String offered(String number) {
    execute(
        "update provider set offer_channel = 'TELEPHONE', phone = ? where id = ?",
        number,
        district.provider);
    String order = post(District.OPERATOR, "/orders", body()).get("number").asText();
    post(
        District.SUPERVISOR,
        "/orders/" + order + "/tasks/1/offers",
        Map.of(
            "provider_ids",
            List.of(district.provider, district.otherProvider),
            "mode",
            "BROADCAST"));
    return order;
  }

  @Test
  void a_provider_without_a_screen_hears_the_task_again_and_accepts_by_key() {
    String number = number();
    String order = offered(number);
    CallCommand.CallOut out = phone.called(number);
    assertThat(prompts(phone.answer(out))).containsExactly("offer-task", "offer-keys");
    assertThat(prompts(phone.press(out, "3"))).containsExactly("offer-task", "offer-keys");

    assertThat(prompts(phone.press(out, "1"))).containsExactly("offer-accepted");

    JsonNode task = order(order).at("/tasks/0");
    assertThat(task.get("state").asText()).isEqualTo("ACCEPTED");
    assertThat(task.get("provider_id").asLong()).isEqualTo(district.provider);
  }

  @Test
  void what_somebody_else_has_taken_meanwhile_is_not_accepted_twice() {
    String number = number();
    String order = offered(number);
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);
    post(district.otherDispatcher(), "/orders/" + order + "/tasks/1/offers/2/accept", Map.of());

    assertThat(prompts(phone.press(out, "1"))).containsExactly("offer-over");
    assertThat(order(order).at("/tasks/0/provider_id").asLong()).isEqualTo(district.otherProvider);
  }

  @Test
  void a_declined_offer_is_declined() {
    String number = number();
    String order = offered(number);
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);

    assertThat(prompts(phone.press(out, "2"))).containsExactly("offer-declined");
    assertThat(order(order).at("/tasks/0/offers/0/state").asText()).isEqualTo("DECLINED");
  }

  // ---- check-ins ----

  private void plan(int attempts) {
    post(
        District.SUPERVISOR,
        "/check-in-plans",
        Map.of(
            "name",
            "独居老人",
            "centre_id",
            district.community,
            "care_flags",
            List.of("LIVES_ALONE"),
            "weekdays",
            List.of(1, 2, 3, 4, 5, 6, 7),
            "begins",
            "09:00",
            "ends",
            "11:30",
            "attempts",
            attempts,
            "retry_minutes",
            10,
            "active",
            true));
    api.clockMoved();
  }

  private void livesAlone(String number) {
    execute(
        "update resident set care_flags = '{LIVES_ALONE}', consent_care_calls = true where id = ?",
        district.resident);
    execute(
        "insert into resident_phone (phone, resident_id) values (?, ?)", number, district.resident);
    execute("update centre set path = '/9' || id || '/' where id = ?", district.community);
  }

  private JsonNode checkIn() {
    return api.get(District.OPERATOR, "/check-ins?limit=1").json().at("/items/0");
  }

  @Test
  void a_resident_who_lives_alone_is_called_in_the_window_and_says_that_all_is_well() {
    String number = number();
    livesAlone(number);
    plan(2);

    CallCommand.CallOut out = phone.called(number);
    assertThat(prompts(phone.answer(out))).containsExactly("care-check");
    assertThat(prompts(phone.press(out, "1"))).containsExactly("care-well");

    assertThat(checkIn().get("state").asText()).isEqualTo("WELL");
    assertThat(checkIn().at("/steps/0/result").asText()).isEqualTo("1");
  }

  @Test
  void nobody_answers_neither_resident_nor_contact_and_somebody_is_sent_with_the_trail() {
    String number = number();
    String contact = number();
    livesAlone(number);
    execute(
        "insert into emergency_contact (resident_id, position, name, phone, relation) values (?,"
            + " 1, '女儿', ?, '女儿')",
        district.resident,
        contact);
    execute(
        "update service_item set code = '0207' where id = ? and not exists (select 1 from"
            + " service_item where code = '0207')",
        district.menuItem);
    plan(2);
    phone.noAnswer(phone.called(number));
    later(Duration.ofMinutes(11));
    await().until(() -> phone.called(number).attempt().equals("2"));
    phone.noAnswer(phone.called(number));
    phone.noAnswer(phone.called(contact));
    later(Duration.ofMinutes(2));
    await().until(() -> phone.called(contact).attempt().equals("2"));
    phone.noAnswer(phone.called(contact));

    JsonNode checkIn = checkIn();
    assertThat(checkIn.get("state").asText()).isEqualTo("VISIT");
    assertThat(checkIn.get("steps")).hasSize(4);
    JsonNode visit = order(checkIn.get("order_number").asText());
    assertThat(visit.get("priority").asText()).isEqualTo("HIGH");
    assertThat(visit.get("summary").asText()).contains("EMERGENCY_CONTACT NO_ANSWER");
    assertThat(
            text(
                "select priority || ' ' || (payload ->> 'order_number') from work_item where queue"
                    + " = ? and subject like 'check-in/%'",
                "people." + district.community + ".general"))
        .isEqualTo("2 " + checkIn.get("order_number").asText());
  }

  @Test
  void a_contact_who_will_look_in_ends_it() {
    String number = number();
    String contact = number();
    livesAlone(number);
    execute(
        "insert into emergency_contact (resident_id, position, name, phone, relation) values (?,"
            + " 1, '儿子', ?, '儿子')",
        district.resident,
        contact);
    plan(1);
    phone.noAnswer(phone.called(number));

    CallCommand.CallOut out = phone.called(contact);
    assertThat(prompts(phone.answer(out))).containsExactly("care-contact");
    phone.press(out, "1");

    assertThat(checkIn().get("state").asText()).isEqualTo("CONTACT_LOOKS");
  }

  @Test
  void key_nine_brings_a_person_before_all_others() {
    String number = number();
    livesAlone(number);
    plan(1);
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);

    assertThat(phone.press(out, "9").next()).isEqualTo(Next.WAIT);

    JsonNode call = api.get(District.OPERATOR, "/calls/" + out.callId()).json();
    assertThat(call.get("priority").asText()).isEqualTo("EMERGENCY");
    assertThat(checkIn().get("state").asText()).isEqualTo("NEEDS_HELP");
  }

  @Test
  void key_two_is_called_back_by_an_operator() {
    String number = number();
    livesAlone(number);
    plan(1);
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);
    phone.press(out, "2");
    phone.hangUp(out.callId());
    phone.forget();

    phone.operator("8121");

    assertThat(phone.called(number).callId()).startsWith("care-");
  }

  @Test
  void a_plan_that_was_changed_meanwhile_is_not_overwritten() {
    plan(1);
    JsonNode plans = api.get(District.OPERATOR, "/check-in-plans").json().get("items");
    long id = plans.get(plans.size() - 1).get("id").asLong();
    Map<String, Object> body =
        Map.of(
            "name",
            "改",
            "centre_id",
            district.community,
            "care_flags",
            List.of("LIVES_ALONE"),
            "weekdays",
            List.of(1),
            "begins",
            "09:00",
            "ends",
            "10:00",
            "attempts",
            1,
            "retry_minutes",
            5,
            "active",
            false);

    assertThat(api.put(District.SUPERVISOR, "/check-in-plans/" + id, 1, body).status())
        .isEqualTo(200);
    assertThat(api.put(District.SUPERVISOR, "/check-in-plans/" + id, 1, body).status())
        .isEqualTo(412);
  }

  // ---- who was not answered ----

  @Test
  void who_gave_up_is_work_to_call_back_with_the_place_they_had_until_they_get_through() {
    String number = number();
    phone.arrive(number());
    String call = phone.arrive(number);
    phone.hangUp(call);

    String payload = text("select payload from work_item where subject = ?", "call-back/" + number);
    assertThat(Json.tree(payload).get("reason").asText()).isEqualTo("GAVE_UP");
    assertThat(Json.tree(payload).get("place").asInt()).isGreaterThanOrEqualTo(1);

    phone.operator("8131");
    phone.operator("8132");
    phone.talk(phone.arrive(number));
    assertThat(text("select state from work_item where subject = ?", "call-back/" + number))
        .isEqualTo("DONE");
  }

  @Test
  void a_message_is_an_order_of_the_household_to_be_completed_and_can_be_listened_to() {
    String number = number();
    // the item of messages, which a test before may have left to another district's
    execute("update service_item set code = 'was-' || id where code = '1210'");
    execute("update service_item set code = '1210' where id = ?", district.menuItem);
    execute(
        "insert into resident_phone (phone, resident_id) values (?, ?)", number, district.resident);
    CallEvent event =
        new CallEvent.VoicemailLeft(
            "vm-" + number, phone.now(), BusPhone.AST, "main", number, "vm.wav", 12);
    phone.tell(event);
    phone.tell(event);

    JsonNode call = api.get(District.OPERATOR, "/calls/vm-" + number).json();
    JsonNode order = order(call.get("order_number").asText());
    assertThat(order.get("resident_id").asLong()).isEqualTo(district.resident);
    assertThat(text("select count(*)::text from service_order where contact_phone = ?", number))
        .isEqualTo("1");
    execute("update service_item set code = 'was-' || id where id = ?", district.menuItem);

    byte[] sound = {'R', 'I', 'F', 'F', 1, 2, 3};
    MessageConsumer<String> adapter = adapter(sound, new CopyOnWriteArrayList<>());
    JsonNode recordings =
        api.get(District.OPERATOR, "/calls/vm-" + number + "/recordings").json().get("items");
    assertThat(recordings).hasSize(1);
    Answer heard =
        api.get(
            District.OPERATOR,
            "/calls/vm-" + number + "/recordings/" + recordings.at("/0/id").asText());
    assertThat(heard.response().body()).isEqualTo(sound);
    assertThat(
            text(
                "select count(*)::text from audit where action = 'getRecording' and object_id = ?",
                "vm-" + number))
        .isEqualTo("1");
    adapter.unregister();
  }

  @Test
  void a_conversation_is_for_who_was_in_it_and_is_removed_when_its_time_is_over() {
    String call = phone.arrive(number());
    Actor operator = phone.operator("8141");
    Actor colleague = phone.operator("8142");
    CallCommand.RingOperator ring = phone.ringing(call);
    Actor who = ring.extension().equals("8141") ? operator : colleague;
    Actor other = ring.extension().equals("8141") ? colleague : operator;
    phone.pickUp(ring);

    String path = "/calls/" + call + "/recordings";
    assertThat(api.get(who, path).json().get("items")).hasSize(1);
    assertThat(api.get(District.SUPERVISOR, path).json().get("items")).hasSize(1);
    assertThat(api.get(other, path).json().get("items")).isEmpty();

    List<RecordingRequest> asked = new CopyOnWriteArrayList<>();
    MessageConsumer<String> adapter = adapter(new byte[0], asked);
    later(Duration.ofDays(181));
    await().until(() -> asked.stream().anyMatch(r -> r.file().startsWith(call)));
    assertThat(asked).allMatch(RecordingRequest::remove);
    assertThat(api.get(District.SUPERVISOR, path).json().get("items")).isEmpty();
    await()
        .until(
            () ->
                !text("select removed_at::text from recording where call_id = ?", call).isEmpty());
    adapter.unregister();
  }

  private static MessageConsumer<String> adapter(byte[] sound, List<RecordingRequest> asked) {
    return api.vertx()
        .eventBus()
        .consumer(
            CallAddresses.recordings(BusPhone.AST),
            m -> {
              asked.add(Json.read(m.body(), RecordingRequest.class));
              m.reply(Buffer.buffer(sound));
            });
  }

  @Test
  void a_shared_telephone_asks_who_is_calling_and_the_operator_sees_the_answer() {
    String number = number();
    for (long resident : List.of(district.resident, district.neighbour)) {
      execute("insert into resident_phone (phone, resident_id) values (?, ?)", number, resident);
    }
    String call = BusPhone.AST + "-shared-" + number;
    CallReply greeting =
        phone.tell(
            new CallEvent.Arrived(call, phone.now(), BusPhone.AST, "PJSIP/x", "main", number));
    assertThat(prompts(greeting))
        .contains("greeting")
        .containsSequence("choices-who", "choices-who");

    phone.tell(new CallEvent.KeyPressed(call, phone.now(), "5"));

    assertThat(api.get(District.OPERATOR, "/calls/" + call).json().get("resident_id").asLong())
        .isEqualTo(district.neighbour);
  }
}
