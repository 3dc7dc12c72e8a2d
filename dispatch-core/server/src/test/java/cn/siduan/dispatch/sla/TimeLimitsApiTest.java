package cn.siduan.dispatch.sla;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimeLimitsApiTest {

  private static ApiFixture api;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_level_says_what_each_clock_may_take_and_on_which_calendar() {
    JsonNode levels = api.get(District.SUPERVISOR, "/service-levels").json();
    JsonNode emergency = withCode(levels.get("items"), "EMERGENCY");
    JsonNode arrive = withField(emergency.get("clocks"), "clock", "ARRIVE");
    assertThat(arrive.at("/limit/within").asText()).isEqualTo("PT30M");
    assertThat(arrive.at("/limit/calendar").asText()).isEqualTo("24H");
    assertThat(arrive.get("warn_at").asDouble()).isEqualTo(0.5);
    assertThat(emergency.at("/escalate_after/within").asText()).isEqualTo("PT10M");
    assertThat(levels.at("/extension/within").asText()).isEqualTo("P10D");
    assertThat(levels.at("/extension/calendar").asText()).isEqualTo("STANDARD");
  }

  @Test
  void calendars_are_shown_with_hours_holidays_and_the_notice_they_come_from() {
    JsonNode calendars = api.get(District.OPERATOR, "/calendars").json();
    JsonNode office = withCode(calendars.get("items"), "STANDARD");
    assertThat(office.at("/week/mon/0/0").asText()).isEqualTo("09:00");
    JsonNode year =
        withField(
            withCode(calendars.get("arrangements"), "STATE_COUNCIL").get("years"), "year", "2026");
    assertThat(year.get("source").asText()).contains("国办发明电");
    assertThat(year.get("make_up_days")).isNotEmpty();
  }

  @Test
  void skills_have_names_and_message_texts_can_be_read() {
    JsonNode skills = api.get(District.OPERATOR, "/skills").json().get("items");
    assertThat(withCode(skills, "NURSING").get("name").asText()).isEqualTo("护士执业证书");
    JsonNode texts = api.get(District.SUPERVISOR, "/message-templates").json();
    JsonNode received = withCode(texts.get("items"), "ORDER_RECEIVED");
    assertThat(received.at("/texts/zh-CN").asText()).contains("{number}");
    assertThat(texts.at("/quiet_hours/from").asText()).isEqualTo("21:00");
  }

  private static JsonNode withCode(JsonNode items, String code) {
    return withField(items, "code", code);
  }

  private static JsonNode withField(JsonNode items, String field, String value) {
    return StreamSupport.stream(items.spliterator(), false)
        .filter(i -> i.get(field).asText().equals(value))
        .findFirst()
        .orElseThrow();
  }
}
