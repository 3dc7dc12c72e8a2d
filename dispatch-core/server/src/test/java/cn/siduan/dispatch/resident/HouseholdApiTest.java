package cn.siduan.dispatch.resident;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.audit;
import static cn.siduan.dispatch.fixture.RegistryClient.error;
import static cn.siduan.dispatch.fixture.RegistryClient.problem;
import static cn.siduan.dispatch.fixture.RegistryClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.RegistryClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HouseholdApiTest {

  private static ApiFixture api;
  private static RegistryClient households;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    households = new RegistryClient(api, "/households");
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Object> household(String address) {
    return Map.of(
        "code",
        "H-" + UUID.randomUUID().toString().substring(0, 8),
        "address",
        address,
        "centre_id",
        district.community);
  }

  @Test
  void a_household_is_made_read_changed_retired_and_restored() {
    Map<String, Object> input = household("柳荫社区9号楼101");
    long id = households.created(district.visitor(), input);
    Answer changed =
        households.update(OPERATOR, id, with(input, "latitude", 31.1, "longitude", 121.1));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().get("latitude").asDouble()).isEqualTo(31.1);
    assertThat(problem(households.update(OPERATOR, id, 1, input)))
        .isEqualTo("412 version-mismatch");
    assertThat(households.act(OPERATOR, id, "retire").status()).isEqualTo(200);
    assertThat(households.get(OPERATOR, id).json().has("retired_at")).isTrue();
    assertThat(households.act(OPERATOR, id, "restore").status()).isEqualTo(200);
    assertThat(audit(api, "household", id))
        .contains("updateHousehold: {\"fields\": [\"latitude\", \"longitude\"]}");
  }

  @Test
  void a_household_somebody_lives_in_is_not_retired() {
    assertThat(problem(households.act(OPERATOR, district.household, "retire")))
        .isEqualTo("409 still-used");
  }

  @Test
  void a_household_lies_in_an_area_that_is_there() {
    assertThat(error(households.create(OPERATOR, with(household("无处"), "centre_id", 999_999))))
        .isEqualTo("centre_id no-such-centre");
  }

  @Test
  void households_are_listed_by_area_and_address() {
    long first = households.created(OPERATOR, household("桐花里1号"));
    long second = households.created(OPERATOR, household("桐花里2号"));
    String query = "&q=%E6%A1%90%E8%8A%B1%E9%87%8C&centre_id=" + district.community;
    assertThat(households.ids(OPERATOR, query, 1)).containsExactly(first, second);
    assertThat(households.ids(OPERATOR, query + "1", 1)).isEmpty();
  }

  @Test
  void providers_residents_and_machines_see_no_households() {
    for (var actor : List.of(district.dispatcher(), district.residentActor(), District.MACHINE)) {
      assertThat(households.get(actor, district.household).status()).isEqualTo(403);
      assertThat(households.create(actor, household("不许")).status()).isEqualTo(403);
    }
  }

  @Test
  void visitors_know_only_the_households_of_their_area() {
    Map<String, Object> input = household("柳荫社区11号楼");
    long id = households.created(district.visitor(), input);
    assertThat(households.ids(district.visitor(), "", 100)).contains(id);
    assertThat(problem(households.get(district.otherVisitor(), id))).isEqualTo("404 not-found");
    assertThat(problem(households.act(district.otherVisitor(), id, "retire", 1)))
        .isEqualTo("404 not-found");
    assertThat(households.ids(district.otherVisitor(), "", 100)).isEmpty();
    assertThat(error(households.create(district.otherVisitor(), household("柳荫社区12号楼"))))
        .isEqualTo("centre_id outside-own-area");
    assertThat(
            error(
                households.update(
                    district.visitor(), id, with(input, "centre_id", district.otherCommunity))))
        .isEqualTo("centre_id outside-own-area");
  }
}
