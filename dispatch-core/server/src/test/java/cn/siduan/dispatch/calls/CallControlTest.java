package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators and supervisors do with a conversation; the adapter is played by the test. */
class CallControlTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static ApiFixture api;
  private static BusPhone phone;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    phone = new BusPhone(api);
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void everybodyGoesHome() {
    execute("update operator_presence set state = 'OFFLINE', call_id = null");
    execute("update call set state = 'ENDED', ended_at = now() where ended_at is null");
    phone.forget();
  }

  private static int execute(String sql, Object... values) {
    return api.database().transaction(tx -> tx.handle().execute(sql, values));
  }

  private static String number() {
    return "1370000" + (1000 + NUMBERS.incrementAndGet());
  }

  /** A conversation between a caller and an operator. */
  private record Talk(String call, Actor operator, CallCommand.RingOperator ring) {}

  private static Talk talk(String extension) {
    Actor operator = phone.operator(extension);
    String call = phone.arrive(number());
    CallCommand.RingOperator ring = phone.ringing(call);
    assertThat(phone.pickUp(ring).accepted()).isTrue();
    return new Talk(call, operator, ring);
  }

  private static Answer step(Actor actor, Talk talk, String step, Map<String, ?> body) {
    return api.post(actor, "/calls/" + talk.call() + "/" + step, body);
  }

  private static void done(Talk talk, String step, Map<String, ?> body) {
    Answer answer = step(talk.operator(), talk, step, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private static <C extends CallCommand> C sent(Class<C> type, Talk talk) {
    return phone.awaited(type, c -> c.callId().equals(talk.call()));
  }

  private static JsonNode call(String id) {
    return api.get(District.OPERATOR, "/calls/" + id).json();
  }

  private static String presence(Actor actor) {
    return api.get(actor, "/presence").json().get("state").asText();
  }

  private static List<String> history(Talk talk) {
    return call(talk.call()).get("history").findValuesAsText("type");
  }

  @Test
  void a_caller_handed_to_a_colleague_rings_there_and_the_late_end_of_the_first_leg_harms_nobody() {
    Talk talk = talk("8201");
    Actor colleague = phone.operator("8202");

    done(talk, "transfer", Map.of("to", "8202"));

    sent(CallCommand.Requeue.class, talk);
    CallCommand.RingOperator ring =
        phone.awaited(
            CallCommand.RingOperator.class,
            c -> c.callId().equals(talk.call()) && c.extension().equals("8202"));
    assertThat(presence(talk.operator())).isEqualTo("WRAP_UP");
    assertThat(phone.pickUp(ring).accepted()).isTrue();
    phone.tell(
        new CallEvent.Parted(talk.call(), phone.now(), "8201", talk.ring().fence(), "SUCCESS"));
    assertThat(presence(colleague)).isEqualTo("TALKING");
    assertThat(call(talk.call()).get("operator_id").asLong()).isEqualTo(colleague.id());
    assertThat(history(talk)).containsOnlyOnce("transferred");
  }

  @Test
  void to_a_colleague_who_is_not_free_nothing_changes() {
    Talk talk = talk("8203");
    Talk other = talk("8204");

    Answer answer = step(talk.operator(), talk, "transfer", Map.of("to", "8204"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(call(talk.call()).get("state").asText()).isEqualTo("TALKING");
    assertThat(presence(other.operator())).isEqualTo("TALKING");
    assertThat(presence(talk.operator())).isEqualTo("TALKING");
  }

  @Test
  void back_to_the_queue_the_caller_comes_before_those_who_came_later() {
    Talk talk = talk("8205");
    api.clock().advance(java.time.Duration.ofSeconds(5));
    String later = phone.arrive(number());

    done(talk, "transfer", Map.of("queue", true));
    phone.operator("8206");

    assertThat(
            phone
                .awaited(CallCommand.RingOperator.class, c -> c.extension().equals("8206"))
                .callId())
        .isEqualTo(talk.call());
    assertThat(call(later).get("state").asText()).isEqualTo("WAITING");
  }

  @Test
  void handed_to_a_provider_who_does_not_answer_the_caller_waits_for_us_again() {
    execute("update provider set phone = '02888886666' where id = ?", district.provider);
    Talk talk = talk("8207");

    done(talk, "transfer", Map.of("provider_id", district.provider));
    assertThat(sent(CallCommand.Transfer.class, talk).to()).isEqualTo("02888886666");
    phone.tell(
        new CallEvent.Parted(talk.call(), phone.now(), "8207", talk.ring().fence(), "SUCCESS"));
    phone.tell(
        new CallEvent.StillWaiting(talk.call(), phone.now(), BusPhone.AST, "PJSIP/trunk-x", ""));

    assertThat(call(talk.call()).get("state").asText()).isEqualTo("WAITING");
  }

  @Test
  void the_caller_is_held_while_somebody_is_asked_and_then_handed_over() {
    Talk talk = talk("8208");

    done(talk, "consultation", Map.of("to", "02812345678"));
    sent(CallCommand.Hold.class, talk);
    CallCommand.Invite invite = sent(CallCommand.Invite.class, talk);
    assertThat(invite.inside()).isFalse();
    done(talk, "consultation/settle", Map.of("how", "CONFERENCE"));
    sent(CallCommand.Gather.class, talk);
    done(talk, "consultation/settle", Map.of("how", "HAND_OVER"));

    assertThat(sent(CallCommand.StopRinging.class, talk).fence()).isEqualTo(talk.ring().fence());
    assertThat(history(talk)).contains("consulted", "conference").containsOnlyOnce("transferred");
  }

  @Test
  void a_consultation_that_is_ended_hangs_up_on_the_right_one() {
    Talk talk = talk("8209");
    done(talk, "consultation", Map.of("to", "02811111111"));
    done(talk, "consultation/settle", Map.of("how", "END"));
    done(talk, "consultation", Map.of("to", "02822222222"));
    CallCommand.Invite second =
        phone.awaited(CallCommand.Invite.class, c -> c.number().equals("02822222222"));

    done(talk, "consultation/settle", Map.of("how", "END"));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        phone.commands(
                            CallCommand.Dismiss.class, c -> c.callId().equals(talk.call())))
                    .extracting(CallCommand.Dismiss::attempt)
                    .containsExactly("1", second.attempt()));
  }

  @Test
  void an_emergency_rings_all_contacts_at_once_and_puts_the_call_first() {
    String first = number();
    String second = number();
    for (int i = 1; i <= 2; i++) {
      execute(
          "insert into emergency_contact (resident_id, position, name, phone) values (?, ?, '亲属',"
              + " ?) on conflict (resident_id, position) do update set phone = excluded.phone",
          district.resident,
          i,
          i == 1 ? first : second);
    }
    Talk talk = talk("8210");
    execute("update call set resident_id = ? where id = ?", district.resident, talk.call());

    done(talk, "alarm", Map.of());

    sent(CallCommand.Gather.class, talk);
    for (String contact : List.of(first, second)) {
      phone.awaited(CallCommand.Invite.class, c -> c.number().equals(contact));
    }
    assertThat(call(talk.call()).get("priority").asText()).isEqualTo("EMERGENCY");
  }

  @Test
  void pausing_names_the_leg_that_is_recorded() {
    Talk talk = talk("8211");

    done(talk, "recording", Map.of("paused", true));

    assertThat(sent(CallCommand.PauseRecording.class, talk))
        .isEqualTo(new CallCommand.PauseRecording(talk.call(), "8211", talk.ring().fence(), true));
  }

  @Test
  void somebody_else_s_conversation_is_a_supervisor_s_or_nobody_s() {
    Talk talk = talk("8212");
    Actor other = phone.operator("8213");

    assertThat(step(other, talk, "hold", Map.of("held", true)).status()).isEqualTo(409);
    assertThat(step(District.SUPERVISOR, talk, "hold", Map.of("held", true)).status())
        .isEqualTo(204);
  }

  @Test
  void from_an_order_its_resident_is_called_and_the_operator_s_own_telephone_rings() {
    String number = number();
    Map<String, Object> body = district.order();
    body.put("contact_phone", number);
    String order = api.post(District.OPERATOR, "/orders", body).json().get("number").asText();
    Actor operator = phone.operator("8214");

    Answer dialled = api.post(operator, "/orders/" + order + "/call", Map.of());
    assertThat(dialled.status()).as(dialled.text()).isEqualTo(201);
    CallCommand.CallOut out = phone.called(number);
    phone.answer(out);

    assertThat(phone.ringing(out.callId()).extension()).isEqualTo("8214");
    assertThat(call(out.callId()).get("order_number").asText()).isEqualTo(order);
  }

  @Test
  void a_number_dialled_from_an_order_that_nobody_answers_frees_the_operator_and_is_over() {
    String number = number();
    Map<String, Object> body = district.order();
    body.put("contact_phone", number);
    String order = api.post(District.OPERATOR, "/orders", body).json().get("number").asText();
    Actor operator = phone.operator("8215");
    api.post(operator, "/orders/" + order + "/call", Map.of());
    CallCommand.CallOut out = phone.called(number);

    phone.noAnswer(out);

    assertThat(call(out.callId()).get("state").asText()).isEqualTo("ABANDONED");
    assertThat(presence(operator)).isEqualTo("AVAILABLE");
  }
}
