package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the operator's screen is told, and can show, from the moment the telephone rings. */
class RingingScreenTest {

  private static final String NUMBER = "13600001234";

  private static ApiFixture api;
  private static District district;
  private static BusPhone phone;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
    phone = new BusPhone(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String order() {
    Map<String, Object> body = district.order();
    body.put("contact_phone", NUMBER);
    Answer filed = api.post(District.OPERATOR, "/orders", body);
    assertThat(filed.status()).as(filed.text()).isEqualTo(201);
    return filed.json().get("number").asText();
  }

  @Test
  void it_has_who_it_may_be_their_household_care_flags_and_orders_with_those_that_are_open() {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "insert into resident_phone (resident_id, phone) values (?, ?)",
                        district.resident,
                        NUMBER));
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "update resident set care_flags = array['LIVES_ALONE'] where id = ?",
                        district.resident));
    String order = order();
    Actor operator = phone.operator("8301");

    String call = phone.arrive(NUMBER);
    CallCommand.RingOperator ring = phone.ringing(call);

    JsonNode card = api.get(operator, "/calls/" + call).json();
    assertThat(card.get("state").asText()).isEqualTo("RINGING");
    assertThat(card.get("operator_id").asLong()).isEqualTo(operator.id());
    assertThat(card.get("priority").asText()).as("lives alone").isEqualTo("HIGH");
    JsonNode resident = card.get("residents").get(0);
    assertThat(resident.get("name").asText()).isEqualTo("刘桂英");
    assertThat(resident.get("household_id").asLong()).isEqualTo(district.household);
    assertThat(resident.get("care_flags").get(0).asText()).isEqualTo("LIVES_ALONE");
    JsonNode shown = card.get("orders").get(0);
    assertThat(shown.get("number").asText()).isEqualTo(order);
    assertThat(shown.get("open").asBoolean()).isTrue();
    assertThat(ring.callerLabel()).isEqualTo(NUMBER);
  }
}
