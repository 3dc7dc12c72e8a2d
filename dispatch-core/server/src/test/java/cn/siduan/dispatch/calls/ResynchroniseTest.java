package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.AsteriskSnapshot.Caller;
import cn.siduan.contract.call.AsteriskSnapshot.Leg;
import cn.siduan.contract.call.AsteriskSnapshot.Where;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.LeaseReply;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows and Asterisk after something was missed; every test has an Asterisk of its own. */
class ResynchroniseTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Duration A_WHILE = Duration.ofSeconds(8);

  private static ApiFixture api;
  private static CallBus bus;

  private final List<CallCommand> commands = new CopyOnWriteArrayList<>();
  private String asterisk = "";
  private long fence;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    District.in(api.database());
    bus = new CallBus(api.vertx());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void anAsterisk() {
    asterisk = "ast" + NUMBERS.incrementAndGet();
    fence = bus.lease(asterisk, "adapter").fence();
    listen(fence);
    execute("update operator_presence set state = 'OFFLINE', call_id = null");
    execute("update call set state = 'ENDED', ended_at = now() where ended_at is null");
  }

  private void listen(long under) {
    api.vertx()
        .eventBus()
        .<String>consumer(
            CallAddresses.commands(asterisk, under),
            m -> commands.add(Json.read(m.body(), CallCommand.class)));
  }

  private static void execute(String sql) {
    api.database().transaction(tx -> tx.handle().execute(sql));
  }

  private String arrive() {
    String id = asterisk + "-" + UUID.randomUUID();
    bus.tell(
        new CallEvent.Arrived(id, now(), asterisk, "PJSIP/trunk-" + id, "main", "13900001111"));
    return id;
  }

  private static Instant now() {
    return api.clock().instant();
  }

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
    Actor actor = Actor.staff(Role.OPERATOR, id, "坐席");
    Map<String, String> body = Map.of("state", "AVAILABLE", "extension", extension, "reason", "");
    assertThat(api.put(actor, "/presence", 0, body).status()).isEqualTo(200);
    return actor;
  }

  private CallCommand.RingOperator ringing(String call) {
    await().until(() -> commands.stream().anyMatch(c -> c.callId().equals(call)));
    return commands.stream()
        .filter(c -> c.callId().equals(call))
        .map(CallCommand.RingOperator.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private CallCommand.RingOperator talking(String call) {
    CallCommand.RingOperator ring = ringing(call);
    assertThat(
            bus.tell(new CallEvent.OperatorAnswered(call, now(), ring.extension(), ring.fence()))
                .accepted())
        .isTrue();
    return ring;
  }

  private static Caller caller(String call, Where where) {
    return new Caller(call, "PJSIP/trunk-" + call, "main", "13900001111", true, where);
  }

  private static Leg leg(CallCommand.RingOperator ring) {
    return new Leg(ring.callId(), ring.fence(), ring.extension(), true);
  }

  private boolean show(List<Caller> callers, List<Leg> legs) {
    return bus.show(new AsteriskSnapshot(asterisk, fence, now(), false, callers, legs, List.of()));
  }

  private static String state(String call) {
    return api.get(District.OPERATOR, "/calls/" + call).json().get("state").asText();
  }

  private static String presence(Actor actor) {
    return api.get(actor, "/presence").json().get("state").asText();
  }

  @Test
  void a_caller_nobody_knew_of_is_adopted_once() {
    String call = asterisk + "-unknown";

    assertThat(show(List.of(caller(call, Where.LOOP)), List.of())).isTrue();
    assertThat(show(List.of(caller(call, Where.LOOP)), List.of())).isTrue();

    assertThat(state(call)).isEqualTo("WAITING");
    assertThat(api.get(District.OPERATOR, "/calls/" + call).json().get("line").asText())
        .isEqualTo("main");
  }

  @Test
  void a_call_that_is_no_more_is_ended_with_one_record() {
    String call = arrive();
    api.clock().advance(A_WHILE);

    show(List.of(), List.of());
    show(List.of(), List.of());

    assertThat(state(call)).isEqualTo("ABANDONED");
    assertThat(told(call, "ended")).isEqualTo(1);
  }

  private static int told(String call, String type) {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select count(*) from call_event where call_id = :id and type = :type")
                    .bind("id", call)
                    .bind("type", type)
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void an_end_that_was_seen_before_it_is_told_is_written_down_once() {
    String call = arrive();
    api.clock().advance(A_WHILE);
    show(List.of(), List.of());

    bus.tell(new CallEvent.Ended(call, now().minusSeconds(1), 16));

    assertThat(told(call, "ended")).isEqualTo(1);
  }

  @Test
  void what_the_journal_tells_again_is_written_down_once() {
    operator("8109");
    String call = arrive();
    CallCommand.RingOperator ring = talking(call);
    CallEvent parted = new CallEvent.Parted(call, now(), "8109", ring.fence(), "SUCCESS");

    bus.tell(parted);
    bus.tell(parted);

    assertThat(told(call, "parted")).isEqualTo(1);
  }

  @Test
  void what_began_after_the_picture_was_taken_is_not_ended_by_it() {
    String call = arrive();

    show(List.of(), List.of());

    assertThat(state(call)).isEqualTo("WAITING");
  }

  @Test
  void who_talks_goes_on_talking_and_who_parted_unheard_is_parted() {
    Actor first = operator("8101");
    String going = arrive();
    CallCommand.RingOperator leg = talking(going);
    Actor second = operator("8102");
    String parted = arrive();
    talking(parted);
    api.clock().advance(A_WHILE);

    show(
        List.of(caller(going, Where.ELSEWHERE), caller(parted, Where.ELSEWHERE)),
        List.of(leg(leg)));

    assertThat(state(going)).isEqualTo("TALKING");
    assertThat(presence(first)).isEqualTo("TALKING");
    assertThat(presence(second)).isEqualTo("WRAP_UP");
  }

  @Test
  void a_caller_whose_operator_was_not_joined_waits_again_at_the_old_place() {
    Actor operator = operator("8103");
    String call = arrive();
    talking(call);
    Instant place = place(call);
    api.clock().advance(A_WHILE);

    show(List.of(caller(call, Where.LOOP)), List.of());

    assertThat(state(call)).isEqualTo("WAITING");
    assertThat(place(call)).isEqualTo(place);
    assertThat(presence(operator)).isEqualTo("WRAP_UP");
  }

  private static Instant place(String call) {
    return api.database().read(h -> CallStore.find(h, call)).map(Call::queuedAt).orElseThrow();
  }

  @Test
  void a_caller_with_a_desk_phone_is_not_taken_away_from_it() {
    String call = arrive();
    api.clock().advance(A_WHILE);
    show(List.of(caller(call, Where.FALLBACK)), List.of());

    operator("8104");

    assertThat(state(call)).isEqualTo("ANSWERED");
    assertThat(commands).isEmpty();
  }

  @Test
  void a_reservation_whose_telephone_does_not_ring_is_undone_and_counts_no_miss() {
    Actor operator = operator("8105");
    String call = arrive();
    ringing(call);
    api.clock().advance(A_WHILE);

    show(List.of(caller(call, Where.LOOP)), List.of());

    // reserved anew, as both are free
    assertThat(presence(operator)).isEqualTo("RESERVED");
    await().until(() -> commands.size() == 2);
    assertThat(missed(operator)).isZero();
  }

  @Test
  void an_operator_whose_telephone_is_gone_pauses_until_it_is_back() {
    Actor operator = operator("8108");
    showPhone(false);
    assertThat(presence(operator)).isEqualTo("AVAILABLE");
    api.clock().advance(Duration.ofSeconds(31));

    showPhone(false);
    assertThat(presence(operator)).isEqualTo("PAUSED");
    showPhone(true);
    assertThat(presence(operator)).isEqualTo("AVAILABLE");
  }

  private void showPhone(boolean reachable) {
    bus.show(
        new AsteriskSnapshot(
            asterisk,
            fence,
            now(),
            false,
            List.of(),
            List.of(),
            List.of(new AsteriskSnapshot.Phone("8108", reachable))));
  }

  private static int missed(Actor operator) {
    return api.database()
        .read(h -> PresenceStore.find(h, operator.id()))
        .map(PresenceStore.Presence::missed)
        .orElseThrow();
  }

  @Test
  void one_adapter_has_an_asterisk_until_it_falls_silent() {
    assertThat(bus.lease(asterisk, "other").granted()).isFalse();
    api.clock().advance(Duration.ofSeconds(5));
    assertThat(bus.lease(asterisk, "adapter").fence()).isEqualTo(fence);
    api.clock().advance(Duration.ofSeconds(7));
    assertThat(bus.lease(asterisk, "other").granted()).isFalse();
    api.clock().advance(Duration.ofSeconds(2));

    LeaseReply taken = bus.lease(asterisk, "other");

    assertThat(taken.granted()).isTrue();
    assertThat(taken.fence()).isEqualTo(fence + 1);
    assertThat(bus.lease(asterisk, "adapter").granted()).isFalse();
  }

  @Test
  void of_many_that_want_it_at_once_one_gets_it() {
    String contended = asterisk + "x";

    List<LeaseReply> replies =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(n -> bus.lease(contended, "adapter" + n))
            .toList();

    assertThat(replies).filteredOn(LeaseReply::granted).hasSize(1);
  }

  @Test
  void an_asterisk_that_was_let_go_is_the_next_one_s_at_once() {
    bus.release(asterisk, "adapter");

    assertThat(bus.lease(asterisk, "other").granted()).isTrue();
  }

  @Test
  void who_was_fenced_out_is_neither_believed_nor_commanded() {
    String call = arrive();
    api.clock().advance(Duration.ofSeconds(9));
    long newest = bus.lease(asterisk, "other").fence();

    assertThat(show(List.of(), List.of())).isFalse();
    assertThat(state(call)).isEqualTo("WAITING");
    operator("8106");
    assertThat(presenceOfNewestIsReserved()).isTrue();
    assertThat(commands).isEmpty();

    listen(newest);
    String next = arrive();
    operator("8107");
    ringing(next);
  }

  private static boolean presenceOfNewestIsReserved() {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select state = 'RESERVED' from operator_presence where extension = '8106'")
                    .mapTo(Boolean.class)
                    .one());
  }
}
