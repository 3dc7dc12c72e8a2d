package cn.siduan.dispatch.resident;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static cn.siduan.dispatch.fixture.District.VISITOR;
import static cn.siduan.dispatch.fixture.RegistryClient.ADMINISTRATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.audit;
import static cn.siduan.dispatch.fixture.RegistryClient.error;
import static cn.siduan.dispatch.fixture.RegistryClient.problem;
import static cn.siduan.dispatch.fixture.RegistryClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.RegistryClient;
import cn.siduan.dispatch.platform.http.ApiContract;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResidentApiTest {

  private static final String OTHER_CARD = "440524188001010014";
  private static final String NOTE = "糖尿病，每天注射胰岛素";

  private static ApiFixture api;
  private static RegistryClient residents;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    residents = new RegistryClient(api, "/residents");
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Object> resident(String name) {
    return Map.of(
        "code",
        "R-" + UUID.randomUUID().toString().substring(0, 8),
        "name",
        name,
        "household_id",
        district.household);
  }

  private static Answer unmask(Actor actor, long id, Map<String, ?> body) {
    return api.post(actor, "/residents/" + id + "/unmask", body);
  }

  private static List<Long> search(String by, String value) {
    Answer found = api.post(OPERATOR, "/residents/search", Map.of(by, value));
    assertThat(found.status()).as(found.text()).isEqualTo(200);
    return found.json().get("items").findValues("id").stream().map(n -> n.asLong()).toList();
  }

  @Test
  void a_resident_is_made_read_changed_retired_and_restored() {
    Map<String, Object> input =
        with(
            resident("何秀兰"),
            "sex",
            "FEMALE",
            "birth_date",
            "1941-05-06",
            "phones",
            List.of(Map.of("phone", "62220001", "label", "家里"), Map.of("phone", "13900002222")),
            "emergency_contacts",
            List.of(Map.of("name", "何军", "phone", "13900003333", "relation", "儿子")),
            "care_flags",
            List.of("LIVES_ALONE", "HARD_OF_HEARING"),
            "consent_data",
            true,
            "note",
            "三楼，敲门要响");
    long id = residents.created(district.visitor(), input);
    Answer read = residents.get(OPERATOR, id);
    assertThat(read.json().at("/phones/0/phone").asText()).isEqualTo("62220001");
    assertThat(read.json().at("/emergency_contacts/0/relation").asText()).isEqualTo("儿子");
    assertThat(read.json().at("/care_flags/1").asText()).isEqualTo("HARD_OF_HEARING");
    assertThat(read.json().get("id_card_masked").asText()).isEmpty();
    assertThat(read.json().get("has_health_note").asBoolean()).isFalse();

    Answer changed =
        residents.update(
            OPERATOR,
            id,
            with(input, "phones", List.of(Map.of("phone", "13900002222")), "care_flags", null));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().get("phones")).hasSize(1);
    assertThat(changed.json().get("care_flags")).isEmpty();
    assertThat(problem(residents.update(OPERATOR, id, 1, input))).isEqualTo("412 version-mismatch");
    assertThat(problem(residents.updateBlindly(OPERATOR, id, "{}")))
        .isEqualTo("428 if-match-required");

    assertThat(residents.act(ADMINISTRATOR, id, "retire").json().has("retired_at")).isTrue();
    assertThat(residents.get(OPERATOR, id).status()).isEqualTo(200);
    assertThat(residents.act(SUPERVISOR, id, "restore").status()).isEqualTo(200);
    assertThat(audit(api, "resident", id))
        .contains("updateResident: {\"fields\": [\"care_flags\", \"phones\"]}")
        .noneMatch(a -> a.contains("1390000"));
  }

  @Test
  void card_number_and_health_note_rest_encrypted_and_are_answered_masked() {
    Map<String, Object> input =
        with(resident("孙玉梅"), "id_card", "11010519491231002x", "health_note", NOTE);
    Answer made = residents.create(OPERATOR, input);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    long id = made.json().get("id").asLong();
    assertThat(made.json().get("id_card_masked").asText()).isEqualTo("**************002X");
    assertThat(made.json().get("has_health_note").asBoolean()).isTrue();
    assertThat(made.text()).doesNotContain("19491231").doesNotContain("胰岛素");

    assertThat(atRest("id_card", id)).isNotEmpty().doesNotContain("19491231");
    assertThat(atRest("health_note", id)).isNotEmpty().doesNotContain("胰岛素");
    String written =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            """
                            select (select string_agg(r::text, '') from resident r)
                              || (select string_agg(i::text, '') from idempotency i)
                              || (select string_agg(a::text, '') from audit a)
                            """)
                        .mapTo(String.class)
                        .one());
    assertThat(written).contains("孙玉梅").doesNotContain("19491231").doesNotContain("胰岛素");

    residents.update(OPERATOR, id, with(input, "id_card", null, "health_note", null));
    assertThat(residents.get(OPERATOR, id).json().get("id_card_masked").asText()).endsWith("002X");
    residents.update(OPERATOR, id, with(input, "id_card", "", "health_note", ""));
    assertThat(residents.get(OPERATOR, id).json().get("id_card_masked").asText()).isEmpty();
    assertThat(residents.get(OPERATOR, id).json().get("has_health_note").asBoolean()).isFalse();
    assertThat(audit(api, "resident", id))
        .last()
        .isEqualTo(
            "updateResident: {\"fields\": [\"has_health_note\", \"health_note\", \"id_card\","
                + " \"id_card_masked\"]}");
  }

  private static String atRest(String column, long id) {
    byte[] bytes =
        api.database()
            .read(
                h ->
                    h.createQuery("select " + column + " from resident where id = :id")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .one());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void a_wrong_card_number_is_refused_without_repeating_it() {
    Answer refused =
        residents.create(OPERATOR, with(resident("错号"), "id_card", "110105194912310021"));
    assertThat(error(refused)).isEqualTo("id_card id-card");
    assertThat(refused.text()).doesNotContain("19491231");
  }

  @Test
  void a_card_number_belongs_to_one_resident_in_use() {
    Map<String, Object> input = with(resident("甲"), "id_card", OTHER_CARD);
    long id = residents.created(OPERATOR, input);
    Map<String, Object> second = with(resident("乙"), "id_card", OTHER_CARD);
    Answer refused = residents.create(OPERATOR, second);
    assertThat(error(refused)).isEqualTo("id_card taken");
    assertThat(refused.text()).doesNotContain(OTHER_CARD);
    residents.act(OPERATOR, id, "retire");
    residents.created(OPERATOR, second);
    assertThat(error(residents.act(OPERATOR, id, "restore"))).isEqualTo("id_card taken");
  }

  @Test
  void people_are_found_by_telephone_name_and_card() {
    String card = "110101199003070038".substring(0, 17);
    String number = card + checkDigit(card);
    List<Map<String, String>> phone = List.of(Map.of("phone", "62229999"));
    long husband =
        residents.created(OPERATOR, with(resident("欧阳寻甲"), "phones", phone, "id_card", number));
    long wife = residents.created(OPERATOR, with(resident("欧阳寻乙"), "phones", phone));
    assertThat(search("phone", "62229999")).containsExactly(husband, wife);
    assertThat(search("name", "欧阳寻")).containsExactly(husband, wife);
    assertThat(search("name", "阳寻")).isEmpty();
    assertThat(search("id_card", number.toLowerCase(java.util.Locale.ROOT)))
        .containsExactly(husband);
    assertThat(error(api.post(OPERATOR, "/residents/search", Map.of("id_card", "123"))))
        .isEqualTo("id_card id-card");
    assertThat(api.post(OPERATOR, "/residents/search", Map.of()).status()).isEqualTo(400);
    residents.act(OPERATOR, wife, "retire");
    assertThat(search("phone", "62229999")).containsExactly(husband);
  }

  private static char checkDigit(String body) {
    for (char c : "0123456789X".toCharArray()) {
      if (IdCard.parse(body + c).isPresent()) {
        return c;
      }
    }
    throw new IllegalStateException();
  }

  @Test
  void unmasking_needs_a_reason_is_on_record_and_is_not_kept() {
    String card = "110105194912310046".substring(0, 17);
    String number = card + checkDigit(card);
    long id =
        residents.created(OPERATOR, with(resident("揭开"), "id_card", number, "health_note", NOTE));
    Map<String, Object> body =
        Map.of("reason", "急救需要核对身份", "fields", List.of("id_card", "health_note"));
    Answer clear = unmask(OPERATOR, id, body);
    assertThat(clear.json().get("id_card").asText()).isEqualTo(number);
    assertThat(clear.json().get("health_note").asText()).isEqualTo(NOTE);
    assertThat(clear.header("Cache-Control")).isEqualTo("no-store");
    assertThat(
            unmask(SUPERVISOR, id, with(body, "fields", List.of("health_note")))
                .json()
                .has("id_card"))
        .isFalse();

    List<String> records =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            """
                            select actor_role || ' ' || actor_id || ' ' || reason || ' ' || detail::text from audit
                            where action = 'unmaskResident' and object_id = :id order by id
                            """)
                        .bind("id", Long.toString(id))
                        .mapTo(String.class)
                        .list());
    assertThat(records)
        .containsExactly(
            "OPERATOR 11 急救需要核对身份 {\"fields\": [\"id_card\", \"health_note\"]}",
            "SUPERVISOR 12 急救需要核对身份 {\"fields\": [\"health_note\"]}");
    long kept =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select count(*) from idempotency where operation = 'unmaskResident'")
                        .mapTo(Long.class)
                        .one());
    assertThat(kept).isZero();
    assertThat(error(unmask(OPERATOR, id, with(body, "reason", null))))
        .isEqualTo("reason required");
    assertThat(problem(unmask(OPERATOR, 999_999, body))).isEqualTo("404 not-found");
    for (Actor actor :
        List.of(VISITOR, ADMINISTRATOR, district.dispatcher(), district.residentActor())) {
      assertThat(unmask(actor, id, body).status()).isEqualTo(403);
    }
  }

  @Test
  void lists_are_filtered_by_household_area_and_care_flag() {
    District other = District.in(api.database());
    long id =
        residents.created(
            OPERATOR,
            with(
                resident("列表"),
                "household_id",
                other.household,
                "care_flags",
                List.of("WHEELCHAIR")));
    assertThat(residents.ids(OPERATOR, "&household_id=" + other.household, 1))
        .containsExactly(other.resident, other.spouse, id);
    assertThat(residents.ids(OPERATOR, "&care_flag=WHEELCHAIR", 1)).containsExactly(id);
    assertThat(residents.ids(OPERATOR, "&centre_id=" + other.community, 2)).contains(id);
    assertThat(residents.ids(OPERATOR, "&centre_id=999999", 2)).isEmpty();
  }

  @Test
  void input_that_makes_no_sense_is_named() {
    assertThat(error(residents.create(OPERATOR, with(resident("错"), "household_id", 999_999))))
        .isEqualTo("household_id no-such-household");
    assertThat(
            error(residents.create(OPERATOR, with(resident("错"), "care_flags", List.of("ALONE")))))
        .isEqualTo("care_flags/0 enum");
    Map<String, String> phone = Map.of("phone", "62220000");
    assertThat(
            error(residents.create(OPERATOR, with(resident("错"), "phones", List.of(phone, phone)))))
        .isEqualTo("phones/1/phone uniqueItems");
    assertThat(error(residents.create(OPERATOR, with(resident("错"), "birth_date", "1941-02-30"))))
        .isEqualTo("birth_date format");
  }

  @Test
  void the_contract_knows_the_same_care_flags() {
    List<String> said =
        ApiContract.load("/dispatch-api.yaml")
            .document()
            .at("/components/schemas/CareFlag/enum")
            .valueStream()
            .map(n -> n.asText())
            .toList();
    assertThat(said).isEqualTo(Arrays.stream(CareFlag.values()).map(CareFlag::name).toList());
  }

  @Test
  void residents_see_themselves_and_whom_they_live_with_and_nobody_else() {
    District home = District.in(api.database());
    long partner =
        residents.created(
            OPERATOR,
            with(
                resident("老伴"),
                "household_id",
                home.household,
                "phones",
                List.of(Map.of("phone", "62221234")),
                "note",
                "内部备注"));
    residents.update(
        OPERATOR,
        home.resident,
        Map.of("code", "OWN-1", "name", "刘桂英", "household_id", home.household, "note", "内部备注"));
    Answer own = api.get(home.residentActor(), "/me/household");
    assertThat(own.json().at("/resident/id").asLong()).isEqualTo(home.resident);
    assertThat(own.json().at("/household/id").asLong()).isEqualTo(home.household);
    assertThat(own.json().get("members").findValuesAsText("id"))
        .containsExactly(
            Long.toString(home.resident), Long.toString(home.spouse), Long.toString(partner));
    assertThat(own.text()).contains("62221234").doesNotContain("内部备注");
    assertThat(residents.get(home.residentActor(), home.neighbour).status()).isEqualTo(403);
    Answer stranger = api.get(Actor.resident(0, "未登记", "13912345678"), "/me/household");
    assertThat(stranger.json().get("members")).isEmpty();
  }

  @Test
  void providers_and_machines_never_see_the_register_of_residents() {
    for (Actor actor :
        List.of(
            district.dispatcher(),
            district.workerActor(),
            District.MACHINE,
            district.residentActor())) {
      assertThat(residents.get(actor, district.resident).status()).isEqualTo(403);
      assertThat(api.get(actor, "/residents").status()).isEqualTo(403);
      assertThat(residents.create(actor, resident("不许")).status()).isEqualTo(403);
      assertThat(api.post(actor, "/residents/search", Map.of("name", "刘")).status()).isEqualTo(403);
    }
  }

  @Test
  void visitors_know_only_who_lives_in_their_area() {
    District place = District.in(api.database());
    Map<String, Object> input =
        with(
            resident("巴陵秋"),
            "household_id",
            place.household,
            "phones",
            List.of(Map.of("phone", "62225577")));
    long id = residents.created(place.visitor(), input);
    Map<String, String> phone = Map.of("phone", "62225577");
    assertThat(residents.get(place.visitor(), id).status()).isEqualTo(200);
    assertThat(api.post(place.visitor(), "/residents/search", phone).text()).contains("巴陵秋");
    assertThat(residents.ids(place.visitor(), "", 100))
        .contains(id)
        .doesNotContain(district.resident);

    for (Actor stranger : List.of(place.otherVisitor(), District.visitor(18, null))) {
      assertThat(problem(residents.get(stranger, id))).isEqualTo("404 not-found");
      assertThat(problem(residents.update(stranger, id, 1, input))).isEqualTo("404 not-found");
      assertThat(problem(residents.act(stranger, id, "retire", 1))).isEqualTo("404 not-found");
      assertThat(residents.ids(stranger, "&household_id=" + place.household, 1)).isEmpty();
      for (var search : List.of(phone, Map.of("name", "巴陵"))) {
        assertThat(api.post(stranger, "/residents/search", search).json().get("items")).isEmpty();
      }
      assertThat(error(residents.create(stranger, with(input, "code", "N1"))))
          .isEqualTo("household_id no-such-household");
      assertThat(error(api.post(stranger, "/orders", with(place.order(), "resident_id", id))))
          .isEqualTo("resident_id no-such-resident");
    }
    // nor may a visitor lose sight of somebody
    assertThat(error(residents.update(place.visitor(), id, with(input, "household_id", null))))
        .isEqualTo("household_id required");
    assertThat(residents.get(OPERATOR, id).status()).isEqualTo(200);
  }

  @Test
  void a_visitor_of_a_centre_higher_up_knows_all_below_it() {
    District place = District.in(api.database());
    long top =
        api.database()
            .read(
                h ->
                    h.createQuery("select parent_id from centre where id = :id")
                        .bind("id", place.community)
                        .mapTo(Long.class)
                        .one());
    Actor visitor = District.visitor(19, top);
    assertThat(residents.get(visitor, place.resident).status()).isEqualTo(200);
    assertThat(residents.get(visitor, district.resident).status()).isEqualTo(404);
  }

  @Test
  void who_searched_for_whom_is_on_record_without_what_was_searched_for() {
    String card = "110101199003070099".substring(0, 17);
    String number = card + checkDigit(card);
    residents.created(
        OPERATOR,
        with(
            resident("慕容在案"),
            "id_card",
            number,
            "phones",
            List.of(Map.of("phone", "13955556666"))));
    Actor seeker = Actor.staff(cn.siduan.contract.Role.OPERATOR, 77, "查询者");
    for (var by :
        List.of(
            Map.of("phone", "13955556666"),
            Map.of("name", "慕容在"),
            Map.of("id_card", number),
            Map.of("phone", "110"))) {
      assertThat(api.post(seeker, "/residents/search", by).status()).isEqualTo(200);
    }
    List<String> records =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            """
                            select actor_role || ' ' || detail::text from audit
                            where action = 'searchResidents' and actor_id = 77 and request_id <> '' order by id
                            """)
                        .mapTo(String.class)
                        .list());
    assertThat(records)
        .containsExactly(
            "OPERATOR {\"by\": \"phone\", \"hits\": 1, \"value\": \"*******6666\"}",
            "OPERATOR {\"by\": \"name\", \"hits\": 1, \"value\": \"慕**\"}",
            "OPERATOR {\"by\": \"id_card\", \"hits\": 1, \"value\": \"**************"
                + number.substring(14)
                + "\"}",
            "OPERATOR {\"by\": \"phone\", \"hits\": 0, \"value\": \"**0\"}");
  }
}
