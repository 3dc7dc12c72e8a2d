package cn.siduan.dispatch.report;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private ApiFixture api;
  private District district;

  @BeforeEach
  void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Answer post(cn.siduan.contract.Actor actor, String path, Object body) {
    Answer answer = api.post(actor, path, body);
    assertThat(answer.status()).as(path + " " + answer.text()).isLessThan(300);
    return answer;
  }

  private String open() {
    return post(OPERATOR, "/orders", district.order()).json().get("number").asText();
  }

  private void accept(String number) {
    String task = "/orders/" + number + "/tasks/1";
    post(
        OPERATOR,
        task + "/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    post(district.dispatcher(), task + "/offers/1/accept", Map.of("worker_id", district.worker));
  }

  private JsonNode get(String path) {
    Answer answer = api.get(SUPERVISOR, path);
    assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
    return answer.json();
  }

  private List<String> numbers(String path) {
    List<String> numbers = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = get(path + "&limit=1" + after);
      page.get("items").forEach(i -> numbers.add(i.path("number").asText()));
      if (!page.has("next")) {
        return numbers;
      }
      after = "&after=" + page.get("next").asText();
    }
  }

  private static String period(Instant from, Instant to) {
    return "from=" + from + "&to=" + to;
  }

  private void move(Duration time) {
    api.clock().advance(time);
    api.clockMoved();
  }

  @Test
  void acceptance_times_and_breaches_of_a_period_list_the_orders_behind_them() {
    Instant begin = api.clock().instant();
    String quick = open();
    String slow = open();
    String never = open();
    move(Duration.ofMinutes(10));
    accept(quick);
    move(Duration.ofDays(9));
    accept(slow);
    move(Duration.ofHours(1));
    String all = period(begin, api.clock().instant().plusSeconds(1));
    JsonNode line = get("/reports/clocks?" + all).get("items").get(0);
    assertThat(line.get("ended").asInt()).isEqualTo(2);
    assertThat(line.get("in_time").asInt()).isEqualTo(1);
    assertThat(line.get("late").asInt()).isEqualTo(1);
    assertThat(line.get("breached").asInt()).isEqualTo(2);
    assertThat(line.get("open").asInt()).isEqualTo(1);
    assertThat(line.get("oldest_open_seconds").asLong())
        .isEqualTo(Duration.ofDays(9).plusMinutes(70).toSeconds());
    String orders = "/reports/clocks/orders?" + all + "&measure=";
    assertThat(numbers(orders + "ENDED")).containsExactly(quick, slow);
    assertThat(numbers(orders + "IN_TIME")).containsExactly(quick);
    assertThat(numbers(orders + "LATE")).containsExactly(slow);
    assertThat(numbers(orders + "BREACHED")).containsExactly(slow, never);
    assertThat(numbers(orders + "OPEN")).containsExactly(never);
    assertThat(numbers(orders + "OPEN&provider_id=" + district.provider)).isEmpty();
    assertThat(numbers(orders + "ENDED&provider_id=" + district.provider)).hasSize(2);
    assertThat(numbers(orders + "ENDED&centre_id=99999")).isEmpty();
  }

  @Test
  void lines_of_time_add_up_to_the_whole_and_say_of_which_time_they_are() {
    Instant begin = api.clock().instant();
    String first = open();
    open();
    move(Duration.ofMinutes(90));
    accept(first);
    move(Duration.ofDays(3));
    String all = period(begin, api.clock().instant().plusSeconds(1));
    for (String by : List.of("hour", "day", "centre", "category", "provider")) {
      JsonNode lines = get("/reports/clocks?" + all + "&by=" + by).get("items");
      assertThat(sum(lines, "ended")).as(by).isEqualTo(1);
      assertThat(sum(lines, "breached")).as(by).isEqualTo(1);
    }
    JsonNode hours = get("/reports/clocks?" + all + "&by=hour").get("items");
    for (JsonNode hour : hours) {
      String orders =
          "/reports/clocks/orders?"
              + period(
                  Instant.parse(hour.get("from").asText()), Instant.parse(hour.get("to").asText()));
      for (String measure : List.of("ENDED", "BREACHED", "OPEN")) {
        assertThat(numbers(orders + "&measure=" + measure))
            .as(hour + " " + measure)
            .hasSize(hour.get(measure.toLowerCase(java.util.Locale.ROOT)).asInt());
      }
    }
    assertThat(hours.get(0).get("open").asInt()).isEqualTo(2);
    assertThat(hours.get(hours.size() - 1).get("open").asInt()).isEqualTo(1);
  }

  private long waiting() {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select count(*) from work_item where centre_id is not null and state ="
                            + " 'WAITING'")
                    .mapTo(Long.class)
                    .one());
  }

  private static int sum(JsonNode lines, String figure) {
    int sum = 0;
    for (JsonNode line : lines) {
      sum += line.get(figure).asInt();
    }
    return sum;
  }

  /** An accept clock that runs out puts the order into the queue of the sub-district. */
  @Test
  void lengths_and_ages_of_queues_are_kept_every_hour_with_what_waited() {
    Instant begin = api.clock().instant();
    String never = open();
    move(Duration.ofDays(9));
    await().atMost(Duration.ofSeconds(20)).until(() -> waiting() > 0);
    move(Duration.ofHours(1));
    move(Duration.ofHours(1));
    String all = period(begin, api.clock().instant().plusSeconds(1));
    JsonNode hours = get("/reports/queues?" + all + "&by=hour").get("items");
    JsonNode last = hours.get(hours.size() - 1);
    assertThat(last.get("most_waiting").asInt()).isPositive();
    assertThat(last.get("oldest_seconds").asLong()).isPositive();
    String items =
        "/reports/queues/items?"
            + period(
                Instant.parse(last.get("from").asText()), Instant.parse(last.get("to").asText()));
    assertThat(numbers(items)).hasSize(last.get("most_waiting").asInt()).containsOnly(never);
    JsonNode whole = get("/reports/queues?" + all).get("items").get(0);
    assertThat(whole.get("hours").asInt()).isEqualTo(hours.size());
    assertThat(whole.get("mean_waiting").asDouble())
        .isEqualTo(Math.round(100.0 * sum(hours, "most_waiting") / hours.size()) / 100.0);
    JsonNode queues = get("/reports/queues?" + all + "&by=queue").get("items");
    assertThat(queues)
        .isNotEmpty()
        .allSatisfy(q -> assertThat(q.get("key").asText()).startsWith("people."));
  }

  @Test
  void figures_and_what_is_behind_them_are_files_for_spreadsheets() {
    Instant begin = api.clock().instant();
    String order = open();
    accept(order);
    String all = period(begin, api.clock().instant().plusSeconds(1));
    for (String report : List.of("rates", "clocks", "queues")) {
      for (String rows : List.of("figures", "behind")) {
        String path = "/reports/" + report + "/export?" + all + "&rows=" + rows;
        // files are heavy: after ten of them a caller is asked to wait
        api.clock().advance(Duration.ofSeconds(10));
        Answer csv = api.get(SUPERVISOR, path);
        assertThat(csv.status()).as(path + " " + csv.text()).isEqualTo(200);
        assertThat(csv.text()).startsWith("\ufeff");
        assertThat(api.get(SUPERVISOR, path + "&format=xlsx").response().body())
            .startsWith('P', 'K');
      }
    }
    String behind = "/reports/clocks/export?" + all + "&rows=behind";
    assertThat(api.get(SUPERVISOR, behind).text())
        .contains("Order,Round")
        .contains(order + ",1,ACCEPT");
    String national = behind + "&encoding=gb18030";
    Answer chinese =
        api.send(
            SUPERVISOR,
            api.request(SUPERVISOR, national).setHeader("Accept-Language", "zh-CN").GET(),
            "GET",
            national);
    assertThat(new String(chinese.response().body(), Charset.forName("GB18030")))
        .startsWith("单号,轮次");
  }

  @Test
  void a_period_too_long_for_its_lines_is_refused_with_what_would_do() {
    Answer hours =
        api.get(
            SUPERVISOR,
            "/reports/clocks?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z&by=hour");
    assertThat(hours.status()).isEqualTo(400);
    assertThat(hours.text()).contains("31");
    assertThat(
            api.get(
                    SUPERVISOR,
                    "/reports/queues/items?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&after=x")
                .status())
        .isEqualTo(400);
  }
}
