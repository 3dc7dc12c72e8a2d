package cn.siduan.dispatch.calls.figures;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ten calls of a morning whose figures can be worked out by hand. */
class CallFigureTest {

  private static final String PERIOD = "from=2026-02-02T00:00:00Z&to=2026-02-03T00:00:00Z";

  private static ApiFixture api;
  private static long operator;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    District.in(api.database());
    operator =
        api.database()
            .transaction(
                tx ->
                    tx.handle()
                        .createQuery(
                            """
                            insert into account (login, name, role, password_hash, updated_at)
                            values ('figures', '林坐席', 'OPERATOR', '-', now()) returning id
                            """)
                        .mapTo(Long.class)
                        .one());
    // answered after 5, 15, 18 and 40 s, each talked for 100 s
    call("main", "09:00:00", 5, 105, true);
    call("main", "09:10:00", 15, 115, false);
    call("main", "09:20:00", 18, 118, false);
    call("main", "10:00:00", 40, 140, false);
    // given up after 30 s
    call("main", "10:10:00", -1, 30, false);
    call("night", "10:20:00", -1, 30, false);
    duty("AVAILABLE", "09:00:00", "09:30:00");
    duty("TALKING", "09:30:00", "09:40:00");
    duty("PAUSED", "09:40:00", "09:50:00");
    duty("WRAP_UP", "09:50:00", "10:00:00");
    duty("AVAILABLE", "10:00:00", "10:10:00");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static void call(
      String line, String time, int answered, int ended, boolean transferredTwice) {
    String id = "fig-" + UUID.randomUUID();
    execute(
        """
        insert into call (id, asterisk, channel, line, number, state, priority, language, operator_id,
                          queued_at, seen_at, arrived_at, answered_at, ended_at)
        select '%s', 'ast1', 'c', '%s', '139', '%s', 'NORMAL', 'zh-CN', %s, t, t, t,
               %s, t + interval '%d seconds'
        from (select timestamptz '2026-02-02 %s+00' as t) x
        """
            .formatted(
                id,
                line,
                answered < 0 ? "ABANDONED" : "ENDED",
                answered < 0 ? "null" : Long.toString(operator),
                answered < 0 ? "null" : "t + interval '" + answered + " seconds'",
                ended,
                time));
    for (int i = 0; transferredTwice && i < 2; i++) {
      execute(
          """
          insert into call_event (call_id, type, data, at, recorded_at)
          values ('%s', 'transferred', '{}', now(), now())
          """
              .formatted(id));
    }
  }

  private static void duty(String state, String begins, String ends) {
    execute(
        """
        insert into operator_time (account_id, state, reason, begins, ends)
        values (%d, '%s', '', '2026-02-02 %s+00', '2026-02-02 %s+00')
        """
            .formatted(operator, state, begins, ends));
  }

  private static void execute(String sql) {
    api.database().transaction(tx -> tx.handle().execute(sql));
  }

  private static JsonNode items(String path) {
    Answer answer = api.get(District.SUPERVISOR, path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("items");
  }

  @Test
  void the_figures_are_those_worked_out_by_hand() {
    JsonNode all = items("/reports/calls?" + PERIOD).get(0);

    assertThat(all.get("offered").asInt()).isEqualTo(6);
    assertThat(all.get("answered").asInt()).isEqualTo(4);
    assertThat(all.get("service_level15").asDouble()).isEqualTo(0.3333);
    assertThat(all.get("service_level20").asDouble()).isEqualTo(0.5);
    assertThat(all.get("abandonment").asDouble()).isEqualTo(0.3333);
    assertThat(all.get("speed_of_answer").asDouble()).isEqualTo(19.5);
    assertThat(all.get("handling_time").asDouble()).isEqualTo(100);
    assertThat(all.get("transferred").asInt()).isEqualTo(1);
    // 20 of 60 minutes; the pause is no duty
    assertThat(all.get("occupancy").asDouble()).isEqualTo(0.3333);
  }

  @Test
  void there_is_a_line_for_each_hotline_hour_and_operator() {
    assertThat(items("/reports/calls?by=line&" + PERIOD)).hasSize(2);
    JsonNode hours = items("/reports/calls?by=hour&" + PERIOD);
    assertThat(hours.findValuesAsText("key"))
        .containsExactly("2026-02-02T09:00:00Z", "2026-02-02T10:00:00Z");
    assertThat(hours.findValuesAsText("offered")).containsExactly("3", "3");
    JsonNode operators = items("/reports/calls?by=operator&" + PERIOD);
    assertThat(operators.get(0).get("name").asText()).isEqualTo("林坐席");
    assertThat(operators.get(0).get("occupancy").asDouble()).isEqualTo(0.3333);
  }

  @Test
  void every_figure_lists_the_calls_behind_it() {
    String behind = "/reports/calls/behind?" + PERIOD + "&measure=";
    assertThat(items(behind + "OFFERED")).hasSize(6);
    assertThat(items(behind + "ANSWERED")).hasSize(4);
    assertThat(items(behind + "WITHIN_15")).hasSize(2);
    assertThat(items(behind + "WITHIN_20")).hasSize(3);
    assertThat(items(behind + "ABANDONED")).hasSize(2);
    assertThat(items(behind + "ABANDONED&line=night")).hasSize(1);
    assertThat(items(behind + "TRANSFERRED")).hasSize(1);
    assertThat(items(behind + "ANSWERED&operator_id=" + operator)).hasSize(4);
  }

  @Test
  void the_calls_behind_a_figure_come_in_pages() {
    String path = "/reports/calls/behind?measure=OFFERED&limit=4&" + PERIOD;
    JsonNode first = api.get(District.SUPERVISOR, path).json();
    JsonNode second =
        api.get(District.SUPERVISOR, path + "&after=" + first.get("next").asText()).json();

    assertThat(first.get("items")).hasSize(4);
    assertThat(second.get("items")).hasSize(2);
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void the_figures_are_a_table_for_spreadsheets() {
    Answer csv = api.get(District.SUPERVISOR, "/reports/calls/export?by=hour&format=csv&" + PERIOD);

    assertThat(csv.status()).as(csv.text()).isEqualTo(200);
    assertThat(csv.text().lines()).hasSize(3);
    assertThat(csv.text()).contains("2026-02-02T09:00:00Z,,3,3");
  }

  @Test
  void a_period_that_is_none_is_refused() {
    assertThat(
            api.get(
                    District.SUPERVISOR,
                    "/reports/calls?from=2026-02-02T00:00:00Z&to=2026-02-02T00:00:00Z")
                .status())
        .isEqualTo(400);
  }

  @Test
  void tomorrow_is_staffed_from_the_same_weekday_of_the_weeks_before() {
    JsonNode hours = items("/reports/staffing?date=2026-02-09");

    // 3 calls in six weeks at 17 and 18 o'clock of the district
    assertThat(hours.findValuesAsText("hour")).containsExactly("17", "18");
    assertThat(hours.get(0).get("calls").asDouble()).isEqualTo(0.5);
    assertThat(hours.get(0).get("erlang_c").asInt()).isEqualTo(1);
    assertThat(hours.get(0).get("rostered").asInt()).isEqualTo(2);
    assertThat(items("/reports/staffing?date=2026-02-10")).isEmpty();
  }

  @Test
  void right_now_counts_who_waits_and_who_is_there() {
    Answer now = api.get(District.SUPERVISOR, "/reports/calls/now");

    assertThat(now.status()).as(now.text()).isEqualTo(200);
    assertThat(now.json().get("longest_wait_seconds").asInt()).isZero();
  }

  @Test
  void what_operators_do_is_written_down_as_it_changes() {
    execute(
        "insert into operator_presence (account_id, state, extension, since)"
            + " values (%d, 'AVAILABLE', '8999', '2026-05-01 01:00+00')".formatted(operator));
    execute(
        "update operator_presence set state = 'TALKING', since = '2026-05-01 01:10+00'"
            + " where extension = '8999'");

    assertThat(
            api.database()
                .<List<String>>read(
                    h ->
                        h.createQuery(
                                "select state || ' ' || extract(epoch from ends - begins)::int from"
                                    + " operator_time where begins >= '2026-05-01 00:00+00' and"
                                    + " ends is not null")
                            .mapTo(String.class)
                            .list()))
        .containsExactly("AVAILABLE 600");
  }
}
