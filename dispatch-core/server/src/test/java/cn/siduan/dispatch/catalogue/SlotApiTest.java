package cn.siduan.dispatch.catalogue;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.ADMINISTRATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.audit;
import static cn.siduan.dispatch.fixture.RegistryClient.error;
import static cn.siduan.dispatch.fixture.RegistryClient.problem;
import static cn.siduan.dispatch.fixture.RegistryClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.RegistryClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotApiTest {

  private static ApiFixture api;
  private static RegistryClient slots;
  private District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    slots = new RegistryClient(api, "/slots");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void district() {
    district = District.in(api.database());
  }

  /** Monday 16 to Sunday 22 March 2026, twice a day. */
  private Map<String, Object> plan() {
    return Map.of(
        "item_id",
        district.appointmentItem,
        "centre_id",
        district.community,
        "from",
        "2026-03-16",
        "to",
        "2026-03-22",
        "times",
        List.of(Map.of("from", "09:00", "to", "10:00"), Map.of("from", "14:00", "to", "15:30")),
        "places",
        2);
  }

  private List<Long> make(Map<String, Object> plan) {
    Answer made = slots.create(ADMINISTRATOR, plan);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    List<Long> ids = new ArrayList<>();
    made.json().get("ids").forEach(i -> ids.add(i.asLong()));
    return ids;
  }

  private String book(long slot) {
    Map<String, Object> order = district.order();
    order.put("item_id", district.appointmentItem);
    order.put("slot_id", slot);
    Answer answer = api.post(OPERATOR, "/orders", order);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("number").asText();
  }

  @Test
  void a_week_of_times_is_made_at_once_and_made_again_it_stays_as_it_is() {
    assertThat(make(plan())).hasSize(10);
    Answer again = slots.create(ADMINISTRATOR, with(plan(), "weekdays", List.of(5, 6)));
    assertThat(again.json().get("created").asInt()).isEqualTo(2);
    assertThat(again.json().get("existing").asInt()).isEqualTo(2);
    Answer first =
        slots.get(
            district.residentActor(),
            make(with(plan(), "from", "2026-03-15", "weekdays", List.of(7), "to", "2026-03-15"))
                .getFirst());
    assertThat(first.json().get("starts_at").asText()).isEqualTo("2026-03-15T01:00:00Z");
    assertThat(audit(api, "item", district.appointmentItem))
        .first()
        .isEqualTo("createSlots: {\"created\": 10}");
  }

  @Test
  void the_list_says_how_many_places_are_left() {
    List<Long> ids = make(with(plan(), "to", "2026-03-16"));
    String query = "&item_id=" + district.appointmentItem + "&from=2026-03-16T00:00:00Z";
    String number = book(ids.get(0));
    assertThat(slots.get(district.residentActor(), ids.get(0)).json().get("places_left").asInt())
        .isEqualTo(1);
    book(ids.get(0));
    assertThat(slots.ids(district.residentActor(), query, 1)).containsExactlyElementsOf(ids);
    assertThat(slots.ids(district.residentActor(), query + "&free=true", 1))
        .containsExactly(ids.get(1));
    api.post(OPERATOR, "/orders/" + number + "/cancel", Map.of("reason", "不需要了"));
    assertThat(slots.ids(district.residentActor(), query + "&free=true", 1))
        .containsExactlyElementsOf(ids);
  }

  @Test
  void a_booked_time_is_neither_retired_nor_cut_below_its_bookings() {
    long id = make(plan()).getFirst();
    Map<String, Object> input = Map.of("ends_at", "2026-03-16T03:00:00Z", "places", 1);
    book(id);
    book(id);
    assertThat(error(slots.update(ADMINISTRATOR, id, input))).isEqualTo("places slot-booked");
    assertThat(problem(slots.act(ADMINISTRATOR, id, "retire"))).isEqualTo("409 still-used");
    Answer more = slots.update(ADMINISTRATOR, id, with(input, "places", 5));
    assertThat(more.json().get("places_left").asInt()).isEqualTo(3);
    assertThat(
            error(slots.update(ADMINISTRATOR, id, with(input, "ends_at", "2026-03-16T01:00:00Z"))))
        .isEqualTo("ends_at later");
    assertThat(problem(slots.update(ADMINISTRATOR, id, 1, input)))
        .isEqualTo("412 version-mismatch");
  }

  @Test
  void a_retired_time_cannot_be_booked_until_it_is_restored() {
    long id = make(plan()).getFirst();
    assertThat(slots.act(ADMINISTRATOR, id, "retire").json().has("retired_at")).isTrue();
    Map<String, Object> order = district.order();
    order.put("item_id", district.appointmentItem);
    order.put("slot_id", id);
    assertThat(error(api.post(OPERATOR, "/orders", order))).isEqualTo("slot_id no-such-slot");
    slots.act(ADMINISTRATOR, id, "restore");
    book(id);
  }

  @Test
  void a_plan_that_makes_no_sense_is_named() {
    assertThat(error(slots.create(ADMINISTRATOR, with(plan(), "item_id", district.menuItem))))
        .isEqualTo("item_id item-not-bookable");
    assertThat(error(slots.create(ADMINISTRATOR, with(plan(), "centre_id", 999_999))))
        .isEqualTo("centre_id no-such-centre");
    assertThat(error(slots.create(ADMINISTRATOR, with(plan(), "to", "2026-03-15"))))
        .isEqualTo("to slot-days");
    assertThat(error(slots.create(ADMINISTRATOR, with(plan(), "to", "2027-03-15"))))
        .isEqualTo("to slot-days");
    assertThat(
            error(
                slots.create(
                    ADMINISTRATOR, with(plan(), "weekdays", List.of(7), "to", "2026-03-20"))))
        .isEqualTo("times slot-count");
    assertThat(
            error(
                slots.create(
                    ADMINISTRATOR,
                    with(plan(), "times", List.of(Map.of("from", "10:00", "to", "09:00"))))))
        .isEqualTo("times/0/to later");
  }

  @Test
  void whoever_can_order_reads_and_only_administrators_change() {
    long id = make(plan()).getFirst();
    assertThat(slots.get(district.dispatcher(), id).status()).isEqualTo(403);
    for (var actor :
        List.of(OPERATOR, district.residentActor(), District.VISITOR, District.MACHINE)) {
      assertThat(slots.get(actor, id).status()).isEqualTo(200);
      assertThat(slots.act(actor, id, "retire").status()).isEqualTo(403);
      assertThat(slots.create(actor, plan()).status()).isEqualTo(403);
    }
  }
}
