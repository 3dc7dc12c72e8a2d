package cn.siduan.dispatch.order;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ViewersTest {

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

  private static String order() {
    return api.post(district.residentActor(), "/orders", district.order())
        .json()
        .get("number")
        .asText();
  }

  private static List<String> othersSeenBy(Actor actor, String number) {
    Answer answer = api.post(actor, "/orders/" + number + "/viewers", Map.of());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("items").findValuesAsText("name");
  }

  @Test
  void two_who_look_at_one_order_see_each_other_and_not_themselves() {
    String number = order();
    assertThat(othersSeenBy(OPERATOR, number)).isEmpty();
    assertThat(othersSeenBy(SUPERVISOR, number)).containsExactly(OPERATOR.name());
    assertThat(othersSeenBy(OPERATOR, number)).containsExactly(SUPERVISOR.name());
    assertThat(othersSeenBy(OPERATOR, order())).isEmpty();
  }

  @Test
  void whoever_is_not_heard_of_for_a_while_is_gone() {
    String number = order();
    othersSeenBy(OPERATOR, number);
    api.clock().advance(Duration.ofSeconds(21));
    assertThat(othersSeenBy(SUPERVISOR, number)).isEmpty();
  }

  @Test
  void an_order_that_does_not_exist_is_looked_at_by_nobody() {
    assertThat(api.post(OPERATOR, "/orders/10000008/viewers", Map.of()).status()).isIn(400, 404);
  }
}
