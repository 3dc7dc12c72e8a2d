package cn.siduan.dispatch.security.machine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestSettings;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static ApiFixture api;
  private static Browser admin;

  @BeforeAll
  static void start() {
    api = ApiFixture.startSecured(TestSettings.security());
    admin = newAdmin();
  }

  private static Browser newAdmin() {
    Browser browser = new Browser(api, "10.5.0.1");
    browser.logIn(Staff.add(api.database(), Role.ADMINISTRATOR).login(), Staff.PASSWORD);
    return browser;
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static long machine() {
    Answer answer = admin.post("/machines", Map.of("name", "machine " + UUID.randomUUID()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("id").asLong();
  }

  private static JsonNode token(long machine, Map<String, ?> body) {
    Answer answer = admin.post("/machines/" + machine + "/tokens", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static Answer whoAmI(JsonNode token) {
    return api.send(
        null,
        api.request(null, "/session")
            .header("Authorization", "Bearer " + token.get("token").asText())
            .GET(),
        "GET",
        "/session");
  }

  @Test
  void a_machine_comes_in_by_its_token_which_is_shown_once_and_kept_as_a_digest() {
    long machine = machine();
    JsonNode token = token(machine, Map.of());
    String secret = token.get("token").asText();
    assertThat(whoAmI(token).json().get("role").asText()).isEqualTo("MACHINE");
    assertThat(whoAmI(token).json().get("id").asLong()).isEqualTo(machine);

    Answer list = admin.get("/machines/" + machine + "/tokens");
    assertThat(list.text()).doesNotContain(secret);
    assertThat(list.json().at("/items/0/used_at").asText()).isNotEmpty();
    for (String table : new String[] {"machine_token", "idempotency", "audit"}) {
      long found =
          api.database()
              .read(
                  h ->
                      h.createQuery(
                              "select count(*) from "
                                  + table
                                  + " t where t::text like '%' || :secret || '%'")
                          .bind("secret", secret)
                          .mapTo(Long.class)
                          .one());
      assertThat(found).as(table).isZero();
    }
  }

  @Test
  void the_system_of_a_provider_acts_for_that_provider_and_for_nobody_else() {
    District district = District.in(api.database());
    Map<String, Object> body = new java.util.HashMap<>();
    body.put("name", "康乐的系统 " + UUID.randomUUID());
    body.put("provider_id", 999_999);
    Answer wrong = admin.post("/machines", body);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("provider_id");
    body.put("provider_id", district.provider);
    JsonNode machine = admin.post("/machines", body).json();
    assertThat(machine.get("provider_id").asLong()).isEqualTo(district.provider);
    JsonNode token = token(machine.get("id").asLong(), Map.of());
    JsonNode me = whoAmI(token).json();
    assertThat(me.get("role").asText()).isEqualTo("PROVIDER_DISPATCHER");
    assertThat(me.get("provider_id").asLong()).isEqualTo(district.provider);
    // what it may and may not see is in AccessMatrixTest
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "update provider set retired_at = now() where id = ?", district.provider));
    api.clock().advance(java.time.Duration.ofMinutes(1));
    assertThat(whoAmI(token).status()).isEqualTo(401);
  }

  @Test
  void a_revoked_token_is_no_good_at_once_and_another_of_the_machine_still_is() {
    long machine = machine();
    JsonNode gone = token(machine, Map.of());
    JsonNode stays = token(machine, Map.of());
    assertThat(whoAmI(gone).status()).isEqualTo(200);
    Answer revoked =
        admin.post(
            "/machines/" + machine + "/tokens/" + gone.get("id").asLong() + "/revoke", Map.of());
    assertThat(revoked.status()).isEqualTo(204);
    assertThat(whoAmI(gone).status()).isEqualTo(401);
    assertThat(whoAmI(stays).status()).isEqualTo(200);
    assertThat(
            admin
                .post(
                    "/machines/" + machine() + "/tokens/" + stays.get("id").asLong() + "/revoke",
                    Map.of())
                .status())
        .as("as a token of another machine it does not exist")
        .isEqualTo(404);
  }

  @Test
  void a_retired_machine_does_not_come_in_and_gets_no_token() {
    long machine = machine();
    JsonNode token = token(machine, Map.of());
    assertThat(admin.change("POST", "/machines/" + machine + "/retire", 1, Map.of()).status())
        .isEqualTo(204);
    assertThat(whoAmI(token).status()).isEqualTo(401);
    assertThat(admin.post("/machines/" + machine + "/tokens", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void a_token_expires() {
    long machine = machine();
    JsonNode token = token(machine, Map.of("days", 1));
    api.clock().advance(Duration.ofHours(23));
    assertThat(whoAmI(token).status()).isEqualTo(200);
    api.clock().advance(Duration.ofHours(1));
    assertThat(whoAmI(token).status()).isEqualTo(401);
    admin = newAdmin();
  }

  @Test
  void a_wrong_token_is_nobody_even_beside_a_good_cookie() {
    Answer answer =
        admin.send(
            admin.request("/machines").header("Authorization", "Bearer wrong").GET(),
            "GET",
            "/machines");
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void making_and_revoking_tokens_is_in_the_audit_trail() {
    long machine = machine();
    JsonNode token = token(machine, Map.of());
    admin.post(
        "/machines/" + machine + "/tokens/" + token.get("id").asLong() + "/revoke", Map.of());
    JsonNode items =
        admin.get("/audit?object_type=machine&object_id=" + machine).json().get("items");
    assertThat(items.findValuesAsText("action"))
        .containsExactly("revokeMachineToken", "createMachineToken", "createMachine");
  }
}
