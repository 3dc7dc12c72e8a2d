package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The queue of the hotline on a real PostgreSQL; the adapter's side of the bus is played by the
 * test.
 */
class CallFlowTest {

  private static final String AST = "ast1";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static ApiFixture api;
  private static District district;
  private static final List<CallCommand> COMMANDS = new CopyOnWriteArrayList<>();

  private final List<Actor> present = new ArrayList<>();

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
    api.vertx()
        .eventBus()
        .<String>consumer(
            CallAddresses.commands(AST), m -> COMMANDS.add(Json.read(m.body(), CallCommand.class)));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void everybodyGoesHome() {
    api.database()
        .transaction(
            tx -> {
              tx.handle().execute("update operator_presence set state = 'OFFLINE', call_id = null");
              tx.handle()
                  .execute(
                      "update call set state = 'ENDED', ended_at = now() where ended_at is null");
              return null;
            });
    COMMANDS.clear();
  }

  private static CallReply tell(CallEvent event) {
    try {
      String json = Json.MAPPER.writerFor(CallEvent.class).writeValueAsString(event);
      return Json.read(
          api.vertx()
              .eventBus()
              .<String>request(CallAddresses.EVENTS, json)
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS)
              .body(),
          CallReply.class);
    } catch (JsonProcessingException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Instant now() {
    return api.clock().instant();
  }

  private static String phone() {
    return "1390000" + (1000 + NUMBERS.incrementAndGet());
  }

  private static CallEvent.Arrived arrival(String number) {
    return new CallEvent.Arrived(
        AST + "-" + UUID.randomUUID(), now(), AST, "PJSIP/trunk-" + number, "main", number);
  }

  private static String call(String number) {
    CallEvent.Arrived event = arrival(number);
    tell(event);
    return event.callId();
  }

  /** An operator with an account, at a telephone of their own, ready. */
  private Actor operator(String extension) {
    long id =
        api.database()
            .transaction(
                tx ->
                    tx.handle()
                        .createQuery(
                            """
                            insert into account (login, name, role, password_hash, updated_at)
                            values (:login, '坐席', 'OPERATOR', '-', now()) returning id
                            """)
                        .bind("login", "op" + UUID.randomUUID())
                        .mapTo(Long.class)
                        .one());
    Actor actor = Actor.staff(Role.OPERATOR, id, "坐席" + extension);
    assertThat(presence(actor, "AVAILABLE", extension).status()).isEqualTo(200);
    present.add(actor);
    return actor;
  }

  private static Answer presence(Actor actor, String state, String extension) {
    return api.put(
        actor, "/presence", 0, Map.of("state", state, "extension", extension, "reason", "午饭"));
  }

  private static String state(String call) {
    return api.get(District.OPERATOR, "/calls/" + call).json().get("state").asText();
  }

  private static String presenceOf(Actor actor) {
    return api.get(actor, "/presence").json().get("state").asText();
  }

  private static CallCommand.RingOperator ringing(String call) {
    await()
        .until(
            () ->
                COMMANDS.stream()
                    .anyMatch(
                        c -> c instanceof CallCommand.RingOperator && c.callId().equals(call)));
    return COMMANDS.stream()
        .filter(c -> c instanceof CallCommand.RingOperator && c.callId().equals(call))
        .map(CallCommand.RingOperator.class::cast)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static CallReply pickUp(CallCommand.RingOperator ring) {
    return tell(
        new CallEvent.OperatorAnswered(ring.callId(), now(), ring.extension(), ring.fence()));
  }

  private static List<String> prompts(CallReply reply) {
    return reply.say().stream().map(Phrase::prompt).toList();
  }

  @Test
  void a_call_rings_the_free_operator_is_talked_wrapped_up_and_the_operator_is_free_again() {
    Actor operator = operator("8001");
    String call = call(phone());

    CallCommand.RingOperator ring = ringing(call);
    assertThat(ring.extension()).isEqualTo("8001");
    assertThat(presenceOf(operator)).isEqualTo("RESERVED");
    assertThat(pickUp(ring).accepted()).isTrue();
    assertThat(state(call)).isEqualTo("TALKING");

    tell(new CallEvent.Parted(call, now(), "8001", ring.fence(), "SUCCESS"));
    tell(new CallEvent.Ended(call, now(), 16));
    assertThat(presenceOf(operator)).isEqualTo("WRAP_UP");
    assertThat(state(call)).isEqualTo("ENDED");

    Answer filed = api.post(operator, "/calls/" + call + "/wrap-up", Map.of("outcome", "ANSWERED"));
    assertThat(filed.status()).as(filed.text()).isEqualTo(204);
    assertThat(presenceOf(operator)).isEqualTo("AVAILABLE");
  }

  @Test
  void the_same_arrival_told_twice_is_one_call() {
    CallEvent.Arrived event = arrival(phone());

    assertThat(tell(event)).isEqualTo(tell(event));
    assertThat(
            api.database()
                .<Integer>read(
                    h ->
                        h.createQuery("select count(*) from call where id = :id")
                            .bind("id", event.callId())
                            .mapTo(Integer.class)
                            .one()))
        .isEqualTo(1);
  }

  @Test
  void an_operator_who_does_not_pick_up_costs_the_caller_no_place_and_is_paused_after_two() {
    Actor operator = operator("8002");
    String first = call(phone());
    api.clock().advance(Duration.ofSeconds(1));
    String second = call(phone());

    for (int i = 0; i < 2; i++) {
      CallCommand.RingOperator ring = ringing(first);
      COMMANDS.remove(ring);
      tell(
          new CallEvent.OperatorUnreached(
              first, now(), ring.extension(), ring.fence(), "no answer"));
    }

    assertThat(presenceOf(operator)).isEqualTo("PAUSED");
    assertThat(state(first)).isEqualTo("WAITING");
    operator("8003");
    assertThat(ringing(first).extension()).isEqualTo("8003");
    assertThat(state(second)).isEqualTo("WAITING");
  }

  @Test
  void an_answer_to_an_older_reservation_comes_too_late() {
    operator("8004");
    String call = call(phone());
    CallCommand.RingOperator ring = ringing(call);
    tell(new CallEvent.OperatorUnreached(call, now(), ring.extension(), ring.fence(), "no answer"));

    assertThat(pickUp(ring).accepted()).isFalse();
  }

  @Test
  void a_caller_who_hangs_up_while_it_rings_frees_the_operator_and_is_on_the_list_of_abandoned() {
    Actor operator = operator("8005");
    String call = call(phone());
    CallCommand.RingOperator ring = ringing(call);

    tell(new CallEvent.Ended(call, now(), 16));

    assertThat(state(call)).isEqualTo("ABANDONED");
    assertThat(presenceOf(operator)).isEqualTo("AVAILABLE");
    assertThat(pickUp(ring).accepted()).isFalse();
    await()
        .untilAsserted(
            () ->
                assertThat(COMMANDS)
                    .contains(new CallCommand.StopRinging(call, "8005", ring.fence())));
  }

  @Test
  void hanging_up_and_picking_up_at_the_same_instant_leave_nobody_half_connected() {
    for (int round = 0; round < 40; round++) {
      Actor operator = operator("81" + (10 + round));
      String call = call(phone());
      CallCommand.RingOperator ring = ringing(call);
      List<Thread> both =
          List.of(
              Thread.ofVirtual().start(() -> pickUp(ring)),
              Thread.ofVirtual().start(() -> tell(new CallEvent.Ended(call, now(), 16))));
      both.forEach(CallFlowTest::join);

      String state = state(call);
      String presence = presenceOf(operator);
      assertThat(state).isIn("ENDED", "ABANDONED");
      assertThat(presence).isEqualTo(state.equals("ENDED") ? "WRAP_UP" : "AVAILABLE");
      presence(operator, "OFFLINE", "81" + (10 + round));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void many_calls_and_few_operators_at_once_ring_each_telephone_for_one_call() {
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.add(Thread.ofVirtual().start(() -> call(phone())));
    }
    for (int i = 0; i < 5; i++) {
      String extension = "82" + (10 + i);
      operator(extension);
    }
    all.forEach(CallFlowTest::join);

    await()
        .until(
            () ->
                COMMANDS.stream().filter(c -> c instanceof CallCommand.RingOperator).count() == 5);
    List<CallCommand.RingOperator> rings =
        COMMANDS.stream()
            .filter(c -> c instanceof CallCommand.RingOperator)
            .map(CallCommand.RingOperator.class::cast)
            .toList();
    assertThat(rings.stream().map(CallCommand.RingOperator::extension).distinct()).hasSize(5);
    assertThat(rings.stream().map(CallCommand.RingOperator::callId).distinct()).hasSize(5);
  }

  @Test
  void key_three_keeps_the_place_and_the_caller_is_dialled_once_an_operator_is_reserved() {
    String number = phone();
    String early = call(number);
    assertThat(prompts(tell(new CallEvent.KeyPressed(early, now(), "3"))))
        .containsExactly("call-back-promised");
    tell(new CallEvent.Ended(early, now(), 16));
    assertThat(state(early)).isEqualTo("CALL_BACK");
    api.clock().advance(Duration.ofSeconds(5));
    call(phone());

    Actor operator = operator("8006");
    await().until(() -> COMMANDS.stream().anyMatch(c -> c instanceof CallCommand.CallOut));
    CallCommand.CallOut out =
        (CallCommand.CallOut)
            COMMANDS.stream()
                .filter(c -> c instanceof CallCommand.CallOut)
                .findFirst()
                .orElseThrow();
    assertThat(out.number()).isEqualTo(number);
    tell(new CallEvent.CalleeAnswered(early, now(), out.attempt(), AST, "PJSIP/trunk-back"));

    CallCommand.RingOperator ring = ringing(early);
    assertThat(ring.channel()).isEqualTo("PJSIP/trunk-back");
    assertThat(pickUp(ring).accepted()).isTrue();
    assertThat(presenceOf(operator)).isEqualTo("TALKING");
  }

  @Test
  void a_call_back_that_nobody_answers_frees_the_operator_and_is_tried_three_times() {
    String call = call(phone());
    tell(new CallEvent.KeyPressed(call, now(), "3"));
    tell(new CallEvent.Ended(call, now(), 16));
    Actor operator = operator("8007");
    for (int attempt = 1; attempt <= 3; attempt++) {
      int nth = attempt;
      await()
          .until(
              () -> COMMANDS.stream().filter(c -> c instanceof CallCommand.CallOut).count() == nth);
      CallCommand.CallOut out = (CallCommand.CallOut) COMMANDS.getLast();
      tell(new CallEvent.CalleeUnreached(call, now(), out.attempt(), "busy"));
    }

    assertThat(state(call)).isEqualTo("ABANDONED");
    assertThat(presenceOf(operator)).isEqualTo("AVAILABLE");
  }

  @Test
  void key_nine_puts_a_caller_before_all_others() {
    String early = call(phone());
    api.clock().advance(Duration.ofSeconds(30));
    String late = call(phone());
    assertThat(prompts(tell(new CallEvent.KeyPressed(late, now(), "9"))))
        .containsExactly("emergency-first");

    operator("8008");

    assertThat(ringing(late).extension()).isEqualTo("8008");
    assertThat(state(early)).isEqualTo("WAITING");
  }

  @Test
  void key_one_orders_the_same_as_last_time_once_however_often_it_is_pressed() {
    String number = phone();
    order(number);
    String call = call(number);

    CallReply first = tell(new CallEvent.KeyPressed(call, now(), "1"));
    CallReply second = tell(new CallEvent.KeyPressed(call, now(), "1"));

    assertThat(prompts(first)).containsExactly("repeat-recorded");
    assertThat(second.say()).isEqualTo(first.say());
    assertThat(api.get(District.OPERATOR, "/orders?phone=" + number).json().get("items"))
        .hasSize(2);
  }

  @Test
  void key_two_tells_what_became_of_the_order_and_a_wrong_digit_is_noticed() {
    String number = phone();
    String order = order(number);
    String call = call(number);
    assertThat(prompts(tell(new CallEvent.KeyPressed(call, now(), "2"))))
        .containsExactly("status-received");

    String wrong = order.substring(0, 7) + (order.charAt(7) == '0' ? '1' : '0');
    assertThat(prompts(tell(new CallEvent.NumberKeyed(call, now(), wrong))))
        .containsExactly("status-wrong-number");
    assertThat(prompts(tell(new CallEvent.NumberKeyed(call, now(), ""))))
        .doesNotContain("status-none");
  }

  @Test
  void somebody_else_s_order_number_opens_nothing() {
    String order = order(phone());
    String call = call(phone());
    assertThat(tell(new CallEvent.KeyPressed(call, now(), "2")).next())
        .isEqualTo(CallReply.Next.NUMBER);

    assertThat(prompts(tell(new CallEvent.NumberKeyed(call, now(), order))))
        .containsExactly("status-none");
  }

  @Test
  void a_wrong_key_leads_onward_to_a_person() {
    String call = call(phone());

    CallReply reply = tell(new CallEvent.KeyPressed(call, now(), "7"));

    assertThat(reply.next()).isEqualTo(CallReply.Next.WAIT);
    assertThat(reply.say()).isNotEmpty();
  }

  @Test
  void a_household_s_telephone_names_nobody_and_shows_the_operator_everybody() {
    String number = phone();
    telephone(number, district.resident);
    telephone(number, district.neighbour);

    CallEvent.Arrived event = arrival(number);
    assertThat(prompts(tell(event))).contains("greeting").doesNotContain("greeting-named");

    Answer card = api.get(District.OPERATOR, "/calls/" + event.callId());
    assertThat(card.json().get("residents")).hasSize(2);
  }

  @Test
  void a_caller_who_is_alone_with_the_number_is_greeted_by_name() {
    String number = phone();
    telephone(number, district.resident);

    assertThat(tell(arrival(number)).say().getFirst())
        .isEqualTo(Phrase.of("greeting-named", Map.of("name", "刘桂英")));
  }

  @Test
  void a_waiting_caller_the_core_never_heard_of_is_taken_in_at_the_next_look() {
    String id = AST + "-" + UUID.randomUUID();

    tell(new CallEvent.StillWaiting(id, now(), AST, "PJSIP/trunk-x", phone()));

    assertThat(state(id)).isEqualTo("WAITING");
  }

  private static Instant place(String call) {
    return api.database().read(h -> CallStore.find(h, call)).map(Call::queuedAt).orElseThrow();
  }

  @Test
  void a_caller_who_was_taken_to_be_gone_and_looks_in_again_waits_at_the_old_place() {
    String call = call(phone());
    Instant place = place(call);
    api.clock().advance(Duration.ofSeconds(91));
    await().until(() -> state(call).equals("ABANDONED"));
    Instant before = now().minusSeconds(30);

    tell(new CallEvent.StillWaiting(call, before, AST, "PJSIP/trunk-z", ""));
    assertThat(state(call)).isEqualTo("ABANDONED");

    api.clock().advance(Duration.ofSeconds(1));
    tell(new CallEvent.StillWaiting(call, now(), AST, "PJSIP/trunk-z", ""));
    assertThat(state(call)).isEqualTo("WAITING");
    assertThat(place(call)).isEqualTo(place);
  }

  @Test
  void a_reservation_whose_answer_was_lost_is_undone_by_the_clock() {
    Actor operator = operator("8009");
    String call = call(phone());
    ringing(call);
    api.clock().advance(Duration.ofSeconds(50));
    tell(new CallEvent.StillWaiting(call, now(), AST, "PJSIP/trunk-y", ""));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        COMMANDS.stream()
                            .filter(c -> c instanceof CallCommand.RingOperator)
                            .filter(c -> c.callId().equals(call)))
                    .hasSizeGreaterThanOrEqualTo(2));
    assertThat(presenceOf(operator)).isEqualTo("RESERVED");
  }

  @Test
  void two_operators_cannot_be_at_one_telephone() {
    operator("8010");
    Actor other = operator("8011");

    Answer answer = presence(other, "AVAILABLE", "8010");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("extension");
  }

  @Test
  void a_supervisor_pauses_an_operator_who_has_no_call_and_ends_the_pause() {
    Actor operator = operator("8013");
    String path = "/operators/" + operator.id() + "/presence";
    Map<String, String> pause = Map.of("state", "PAUSED", "reason", "离席未归");
    assertThat(api.put(District.OPERATOR, path, 0, pause).status()).isEqualTo(403);
    Answer wordless = api.put(District.SUPERVISOR, path, 0, Map.of("state", "PAUSED"));
    assertThat(wordless.json().at("/errors/0/field").asText()).isEqualTo("reason");

    Answer paused = api.put(District.SUPERVISOR, path, 0, pause);
    assertThat(paused.status()).as(paused.text()).isEqualTo(200);
    assertThat(paused.json().get("extension").asText()).isEqualTo("8013");
    assertThat(presenceOf(operator)).isEqualTo("PAUSED");
    assertThat(api.put(District.SUPERVISOR, path, 0, Map.of("state", "AVAILABLE")).status())
        .isEqualTo(200);
    assertThat(presenceOf(operator)).isEqualTo("AVAILABLE");
    assertThat(api.put(District.SUPERVISOR, path, 0, Map.of("state", "OFFLINE")).status())
        .isEqualTo(200);
    assertThat(api.put(District.SUPERVISOR, path, 0, pause).status()).isEqualTo(404);
  }

  @Test
  void a_pause_needs_a_reason() {
    Actor operator = operator("8012");

    Answer answer =
        api.put(operator, "/presence", 0, Map.of("state", "PAUSED", "extension", "8012"));

    assertThat(answer.status()).isEqualTo(400);
  }

  private static String order(String number) {
    Map<String, Object> body = district.order();
    body.put("contact_phone", number);
    return api.post(District.OPERATOR, "/orders", body).json().get("number").asText();
  }

  private static void telephone(String number, long residentId) {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "insert into resident_phone (phone, resident_id) values (?, ?)",
                        number,
                        residentId));
  }
}
