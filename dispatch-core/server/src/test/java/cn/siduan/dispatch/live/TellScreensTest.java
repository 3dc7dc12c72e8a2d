package cn.siduan.dispatch.live;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.OTHER_VISITOR;
import static cn.siduan.dispatch.fixture.District.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.LiveReader;
import cn.siduan.dispatch.fixture.LiveReader.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which screen is told of what, from the command to the reader. */
class TellScreensTest {

  private static ApiFixture api;
  private static District district;

  private final List<LiveReader> readers = new ArrayList<>();
  private LiveReader staff;
  private LiveReader provider;
  private LiveReader otherProvider;
  private LiveReader worker;
  private LiveReader resident;
  private LiveReader neighbour;

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
  void read() {
    staff = read(OPERATOR);
    provider = read(district.dispatcher());
    otherProvider = read(district.otherDispatcher());
    worker = read(district.workerActor());
    resident = read(district.residentActor());
    neighbour = read(district.neighbourActor());
  }

  @AfterEach
  void close() {
    readers.forEach(LiveReader::close);
  }

  private LiveReader read(Actor actor) {
    LiveReader reader = LiveReader.open(api.uri("/"), actor, null);
    readers.add(reader);
    await().until(() -> !reader.everything().isEmpty());
    return reader;
  }

  private static String open() {
    return api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
  }

  private static void post(Actor actor, String number, String path, Map<String, ?> body) {
    assertThat(api.post(actor, "/orders/" + number + "/" + path, body).status()).isEqualTo(200);
  }

  private static void offer(String number, long... providers) {
    List<Long> ids = java.util.Arrays.stream(providers).boxed().toList();
    String mode = ids.size() == 1 ? "DIRECT" : "BROADCAST";
    post(OPERATOR, number, "tasks/1/offers", Map.of("provider_ids", ids, "mode", mode));
  }

  /** Of orders; what others tell (queues, messages) is theirs to test. */
  private static List<Told> told(LiveReader reader) {
    return reader.told().stream().filter(t -> t.type().matches("(order|task|offer)[.].*")).toList();
  }

  private static List<String> types(LiveReader reader) {
    return told(reader).stream().map(Told::type).toList();
  }

  private static void hears(LiveReader reader, String... types) {
    await().untilAsserted(() -> assertThat(types(reader)).containsExactly(types));
  }

  @Test
  void the_centre_and_the_asker_are_told_of_an_order_and_nobody_else() {
    String number = open();
    hears(staff, "order.changed", "task.changed");
    hears(resident, "order.changed", "task.changed");
    assertThat(told(resident).getFirst().data().get("number").asText()).isEqualTo(number);
    assertThat(told(resident).getFirst().data().get("state").asText()).isEqualTo("RECEIVED");
    // the feed is in order: had they been told, it would have been before this
    open();
    await().until(() -> told(staff).size() == 4);
    List.of(provider, otherProvider, worker, neighbour)
        .forEach(r -> assertThat(types(r)).isEmpty());
  }

  @Test
  void a_visitor_is_told_of_what_they_took_down() {
    LiveReader taker = read(VISITOR);
    LiveReader other = read(OTHER_VISITOR);
    api.post(VISITOR, "/orders", district.order());
    hears(taker, "order.changed", "task.changed");
    assertThat(types(other)).isEmpty();
  }

  @Test
  void a_provider_is_told_of_its_offer_without_personal_data() {
    String number = open();
    offer(number, district.provider);
    hears(provider, "offer.made");
    Told told = told(provider).getFirst();
    assertThat(told.data().get("provider_id").asLong()).isEqualTo(district.provider);
    assertThat(told.data().get("area").asText()).isEqualTo("柳荫社区");
    assertThat(told.data().toString()).doesNotContain("刘桂英", "13900000001", "3号楼", "501", "rooms");
    hears(staff, "order.changed", "task.changed", "order.changed", "task.changed", "offer.made");
    assertThat(types(otherProvider)).isEmpty();
    assertThat(types(resident)).doesNotContain("offer.made");
  }

  @Test
  void of_two_providers_the_late_one_learns_that_its_offer_is_over_and_not_who_was_first() {
    String number = open();
    offer(number, district.provider, district.otherProvider);
    post(district.dispatcher(), number, "tasks/1/offers/1/accept", Map.of());
    hears(provider, "offer.made", "task.changed", "offer.closed");
    hears(otherProvider, "offer.made", "offer.closed");
    Told closed = told(otherProvider).getLast();
    assertThat(closed.data().get("state").asText()).isEqualTo("SUPERSEDED");
    assertThat(closed.data().has("provider_id")).isFalse();
  }

  @Test
  void a_worker_is_told_of_their_own_tasks() {
    String number = open();
    offer(number, district.provider);
    post(
        district.dispatcher(),
        number,
        "tasks/1/offers/1/accept",
        Map.of("worker_id", district.worker));
    hears(worker, "task.changed");
    assertThat(told(worker).getFirst().data().get("state").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void a_provider_that_loses_a_task_is_told_so_and_not_who_has_it_now() {
    String number = open();
    offer(number, district.provider);
    post(district.dispatcher(), number, "tasks/1/offers/1/accept", Map.of());
    post(OPERATOR, number, "cancel", Map.of("reason", "不需要了"));
    hears(provider, "offer.made", "task.changed", "offer.closed", "task.changed");
    assertThat(told(provider).getLast().data().get("state").asText()).isEqualTo("WITHDRAWN");
  }

  @Test
  void whoever_holds_a_task_is_told_when_its_order_is_chased() {
    String number = open();
    offer(number, district.provider);
    post(district.dispatcher(), number, "tasks/1/offers/1/accept", Map.of());
    post(OPERATOR, number, "chase", Map.of("text", "请尽快"));
    hears(provider, "offer.made", "task.changed", "offer.closed", "task.changed");
  }

  @Test
  void a_resident_known_only_by_telephone_is_told_too() {
    LiveReader caller = read(Actor.resident(0, "", "13900000001"));
    open();
    hears(caller, "order.changed", "task.changed");
  }

  @Test
  void what_is_refused_is_not_told() {
    String number = open();
    assertThat(
            api.post(OPERATOR, "/orders/" + number + "/tasks/1/resolve", Map.of("result", "x"))
                .status())
        .isGreaterThanOrEqualTo(400);
    open();
    await().until(() -> told(staff).size() == 4);
    assertThat(told(staff).stream().map(t -> t.data().get("version").asInt())).containsOnly(2);
  }

  @Test
  void an_administrator_is_told_of_messages_and_of_no_order() {
    LiveReader admin = read(Actor.staff(Role.ADMINISTRATOR, 99, "管理员"));
    open();
    hears(staff, "order.changed", "task.changed");
    await()
        .untilAsserted(
            () -> assertThat(admin.told()).extracting(Told::type).contains("message.changed"));
    assertThat(types(admin)).isEmpty();
  }
}
