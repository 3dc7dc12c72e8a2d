package cn.siduan.dispatch.sla;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.command.OrderHistory;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clocks of real orders on a real database, with time moved by hand. */
class ClockFlowTest {

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

  @BeforeEach
  void on_a_wednesday_at_ten() {
    // what earlier tests left running does not speak here
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "update deadline set state = 'CANCELLED', try_at = null, stopped_at = now()"
                            + " where stopped_at is null"));
    api.clock().set(ApiFixture.START);
  }

  private static void clockTo(String local) {
    api.clock().set(at(local));
    api.clockMoved();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }

  private static String open() {
    return api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
  }

  private static Answer task(Actor actor, String number, String action, Object body) {
    Answer answer = api.post(actor, "/orders/" + number + "/tasks/1/" + action, body);
    assertThat(answer.status()).as(action + " " + answer.text()).isLessThan(300);
    return answer;
  }

  private static void accept(String number) {
    task(
        OPERATOR,
        number,
        "offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    task(district.dispatcher(), number, "offers/1/accept", Map.of("worker_id", district.worker));
  }

  private static JsonNode clock(String number, String kind) {
    JsonNode clocks = api.get(SUPERVISOR, "/orders/" + number).json().get("clocks");
    return StreamSupport.stream(clocks.spliterator(), false)
        .filter(c -> c.get("clock").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  static List<String> events(ApiFixture api, String number) {
    return StreamSupport.stream(
            api.get(SUPERVISOR, "/orders/" + number + "/history").json().get("items").spliterator(),
            false)
        .map(e -> e.get("type").asText())
        .toList();
  }

  private static List<JsonNode> listed(String query) {
    JsonNode items = api.get(SUPERVISOR, "/deadlines?" + query).json().get("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private static long id(String number) {
    return Long.parseLong(number.substring(0, number.length() - 1));
  }

  private static List<String> alarms(String number) {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        """
                        select coalesce(payload ->> 'clock', '') || ' ' || (payload ->> 'state') from
                          (select id, type, payload from outbox
                           union all select position, type, payload from live_event) e
                        where type = 'clock.alarm' and payload ->> 'number' = :number order by id\
                        """)
                    .bind("number", number)
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void an_order_shows_its_clocks_to_the_centre_and_what_is_next_to_the_others() {
    String number = open();
    JsonNode resolve = clock(number, "RESOLVE");
    assertThat(resolve.get("state").asText()).isEqualTo("RUNNING");
    assertThat(Instant.parse(resolve.get("due_at").asText())).isEqualTo(at("2026-03-18T17:30"));
    assertThat(resolve.get("remaining_seconds").asLong()).isEqualTo(41 * 3600);
    accept(number);
    JsonNode resident = api.get(district.residentActor(), "/orders/" + number).json();
    assertThat(resident.has("clocks")).isFalse();
    assertThat(resident.at("/next_due/clock").asText()).isEqualTo("FIRST_CONTACT");
    JsonNode provider = api.get(district.dispatcher(), "/orders/" + number + "/tasks/1").json();
    assertThat(provider.get("next_due")).isEqualTo(resident.get("next_due"));
    JsonNode listed = api.get(district.dispatcher(), "/tasks").json().at("/items/0");
    assertThat(listed.get("number").asText()).isEqualTo(number);
    assertThat(listed.get("next_due")).isEqualTo(resident.get("next_due"));
  }

  @Test
  void first_a_warning_then_a_breach_in_the_history_then_the_district_has_it() {
    String number = open();
    clockTo("2026-03-12T03:59");
    assertThat(alarms(number)).isEmpty();
    clockTo("2026-03-12T04:00");
    assertThat(alarms(number)).containsExactly("ACCEPT WARNED");
    assertThat(events(api, number)).doesNotContain("ClockBreached");
    assertThat(listed("state=AT_RISK")).hasSize(1);
    clockTo("2026-03-12T10:00");
    assertThat(alarms(number)).containsExactly("ACCEPT WARNED", "ACCEPT BREACHED");
    assertThat(events(api, number)).containsOnlyOnce("ClockBreached");
    assertThat(listed("state=BREACHED").getFirst().get("number").asText()).isEqualTo(number);
    assertThat(work("order/" + number + "/clock/1/ACCEPT")).isEqualTo(1);
    // four working hours later nobody has it yet
    clockTo("2026-03-12T15:30");
    assertThat(events(api, number))
        .containsOnlyOnce("ClockBreached")
        .containsOnlyOnce("BreachEscalated");
    api.clockMoved();
    clockTo("2026-03-13T09:00");
    assertThat(events(api, number))
        .containsOnlyOnce("ClockBreached")
        .containsOnlyOnce("BreachEscalated");
  }

  @Test
  void supervisors_of_the_place_and_the_provider_are_told_of_each_alarm_once_in_their_language() {
    Staff.Account here = Staff.add(api.database(), Role.SUPERVISOR);
    Staff.Account english = Staff.add(api.database(), Role.SUPERVISOR);
    Staff.Account elsewhere = Staff.add(api.database(), Role.SUPERVISOR);
    execute("update account set centre_id = ? where id = ?", district.community, here.id());
    execute("update account set language = 'en', phone = '13700000002' where id = ?", english.id());
    execute(
        """
        with other as (insert into centre (code, tier, path, name, updated_at)
          values (?, 'DISTRICT', '/9/', '别处', now()) returning id)
        update account set centre_id = (select id from other) where id = ?\
        """,
        "E" + elsewhere.id(),
        elsewhere.id());
    String number = open();
    accept(number);
    // first contact is due within two working days: on Friday evening
    clockTo("2026-03-13T17:30");
    clockTo("2026-03-13T17:30");
    assertThat(inbox(Actor.staff(Role.SUPERVISOR, here.id(), "班长"), number))
        .anyMatch(text -> text.matches("超时：服务单" + number + "（日常保洁）首次联系已超时.*"))
        .doesNotHaveDuplicates();
    assertThat(inbox(Actor.staff(Role.SUPERVISOR, english.id(), "S"), number))
        .anyMatch(text -> text.startsWith("Overdue: order " + number));
    assertThat(inbox(Actor.staff(Role.SUPERVISOR, elsewhere.id(), "S"), number)).isEmpty();
    assertThat(inbox(district.dispatcher(), number)).anyMatch(text -> text.contains("首次联系已超时"));
    assertThat(sms("13700000002", number)).isEmpty();
    // only what reaches the district rings telephones
    clockTo("2026-03-16T16:00");
    assertThat(sms("13700000002", number)).containsExactly("SUPERVISOR_DEADLINE_ESCALATED");
  }

  private static List<String> inbox(Actor actor, String number) {
    JsonNode items = api.get(actor, "/inbox").json().get("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(m -> m.path("order").asText().equals(number))
        .map(m -> m.get("text").asText())
        .toList();
  }

  private static List<String> sms(String phone, String number) {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select template from message where recipient = :phone and order_id = :id"
                            + " and channel = 'SMS'")
                    .bind("phone", phone)
                    .bind("id", id(number))
                    .mapTo(String.class)
                    .list());
  }

  private static void execute(String sql, Object... values) {
    api.database().transaction(tx -> tx.handle().execute(sql, values));
  }

  private static int work(String subject) {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select count(*) from work_item where subject = :subject"
                            + " and queue like 'people.%'")
                    .bind("subject", subject)
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void what_was_done_in_time_neither_warns_nor_breaches() {
    String number = open();
    accept(number);
    clockTo("2026-03-12T12:00");
    assertThat(alarms(number)).isEmpty();
    assertThat(clock(number, "ACCEPT").get("state").asText()).isEqualTo("MET");
  }

  @Test
  void after_a_downtime_a_breach_is_recorded_once_and_as_late() {
    String number = open();
    api.clock().set(at("2026-03-12T16:00"));
    api.clockMoved();
    api.clockMoved();
    assertThat(events(api, number)).containsOnlyOnce("ClockBreached");
    JsonNode breach =
        StreamSupport.stream(
                api.get(SUPERVISOR, "/orders/" + number + "/history")
                    .json()
                    .get("items")
                    .spliterator(),
                false)
            .filter(e -> e.get("type").asText().equals("ClockBreached"))
            .findFirst()
            .orElseThrow();
    assertThat(breach.at("/data/late").asBoolean()).isTrue();
    assertThat(alarms(number)).containsExactly("ACCEPT BREACHED");
  }

  @Test
  void a_suspension_stops_the_deadlines_and_an_extension_moves_them() {
    String number = open();
    accept(number);
    task(district.dispatcher(), number, "suspension", Map.of("reason", "等配件"));
    task(SUPERVISOR, number, "grant", Map.of());
    assertThat(clock(number, "RESOLVE").get("state").asText()).isEqualTo("PAUSED");
    assertThat(clock(number, "RESOLVE").has("due_at")).isFalse();
    clockTo("2026-05-20T10:00");
    assertThat(alarms(number)).isEmpty();
    assertThat(clock(number, "RESOLVE").get("remaining_seconds").asLong()).isEqualTo(41 * 3600);
    assertThat(listed("state=PAUSED&clock=RESOLVE")).hasSize(1);
    task(district.dispatcher(), number, "resume", Map.of());
    Instant due = Instant.parse(clock(number, "RESOLVE").get("due_at").asText());
    assertThat(due).isAfter(at("2026-05-26T00:00"));
    task(district.dispatcher(), number, "extension", Map.of("days", 3, "reason", "等配件"));
    task(SUPERVISOR, number, "grant", Map.of());
    assertThat(Instant.parse(clock(number, "RESOLVE").get("due_at").asText())).isAfter(due);
  }

  @Test
  void a_supervisor_changes_the_service_level_with_a_reason() {
    String number = open();
    Answer refused =
        api.post(
            SUPERVISOR,
            "/orders/" + number + "/service-level",
            Map.of("level", "FASTER", "reason", "停水"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("UTILITY");
    api.post(
        SUPERVISOR,
        "/orders/" + number + "/service-level",
        Map.of("level", "UTILITY", "reason", "停水"));
    assertThat(clock(number, "ACCEPT").get("level").asText()).isEqualTo("UTILITY");
    clockTo("2026-03-11T11:00");
    assertThat(events(api, number)).contains("ServiceLevelChanged", "ClockBreached");
    assertThat(
            api.post(
                    OPERATOR,
                    "/orders/" + number + "/service-level",
                    Map.of("level", "UTILITY", "reason", "停水"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void the_list_is_paged_and_shows_the_very_figures_of_the_order() {
    List<String> numbers = List.of(open(), open(), open());
    clockTo("2026-03-11T12:34");
    JsonNode first = api.get(SUPERVISOR, "/deadlines?state=RUNNING&limit=8").json();
    JsonNode second =
        api.get(SUPERVISOR, "/deadlines?state=RUNNING&limit=8&after=" + first.get("next").asText())
            .json();
    assertThat(first.get("items").size() + second.get("items").size()).isEqualTo(15);
    assertThat(second.has("next")).isFalse();
    for (JsonNode item : first.get("items")) {
      assertThat(numbers).contains(item.get("number").asText());
      assertThat(item.get("clock"))
          .isEqualTo(clock(item.get("number").asText(), item.at("/clock/clock").asText()));
    }
    assertThat(listed("state=RUNNING&centre_id=" + district.community)).hasSize(15);
    assertThat(listed("state=RUNNING&centre_id=99999")).isEmpty();
  }

  @Test
  void a_calendar_that_changed_moves_the_running_clocks_at_the_next_start() {
    String number = open();
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "update deadline set calendar_version = 0, due_at = due_at + interval '1"
                            + " day' where order_id = ? and clock = 'RESOLVE'",
                        id(number)));
    api.restart();
    assertThat(stored(api, number)).isEqualTo(recomputed(api, number));
  }

  @Test
  void stored_deadlines_are_those_of_a_recomputation_from_the_history() {
    String number = open();
    accept(number);
    assertThat(stored(api, number)).isEqualTo(recomputed(api, number));
    task(district.dispatcher(), number, "suspension", Map.of("reason", "等配件"));
    task(SUPERVISOR, number, "grant", Map.of());
    assertThat(stored(api, number)).isEqualTo(recomputed(api, number));
    clockTo("2026-03-16T10:00");
    task(district.dispatcher(), number, "resume", Map.of());
    clockTo("2026-04-16T10:00");
    task(district.workerActor(), number, "depart", Map.of());
    task(district.workerActor(), number, "arrive", Map.of());
    task(district.workerActor(), number, "start", Map.of());
    task(district.workerActor(), number, "resolve", Map.of("result", "好了"));
    api.post(OPERATOR, "/orders/" + number + "/follow-up", Map.of("resolved", false));
    assertThat(stored(api, number)).hasSize(10).isEqualTo(recomputed(api, number));
  }

  static List<ClockState> stored(ApiFixture api, String number) {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select "
                            + ClockRows.COLUMNS
                            + " from deadline where kind = 'CLOCK' and order_id = :id order by"
                            + " round, id")
                    .bind("id", id(number))
                    .map((rs, _) -> ClockRows.state(rs, ServiceLevels.defaults()))
                    .list());
  }

  static List<ClockState> recomputed(ApiFixture api, String number) {
    List<Happened> history =
        api.database().read(h -> OrderHistory.read(h, id(number), Integer.MAX_VALUE));
    return SlaClock.read(history, "ORDINARY", ServiceLevels.defaults());
  }

  @Test
  void the_clock_runs_on_while_the_node_restarts() {
    String number = open();
    api.restart();
    api.clock().advance(Duration.ofDays(1));
    api.clockMoved();
    assertThat(events(api, number)).containsOnlyOnce("ClockBreached");
  }
}
