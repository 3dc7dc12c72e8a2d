package cn.siduan.dispatch.report;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final String PERIOD = "from=2026-03-01T00:00:00Z&to=2026-05-01T00:00:00Z";

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

  private Answer post(Actor actor, String path, Object body) {
    Answer answer = api.post(actor, path, body);
    assertThat(answer.status()).as(path + " " + answer.text()).isLessThan(300);
    return answer;
  }

  private String resolved(Actor provider, long providerId, long workerId, Actor worker) {
    String order =
        "/orders/" + post(OPERATOR, "/orders", district.order()).json().get("number").asText();
    String task = order + "/tasks/1";
    post(OPERATOR, task + "/offers", Map.of("provider_ids", List.of(providerId), "mode", "DIRECT"));
    post(provider, task + "/offers/1/accept", Map.of("worker_id", workerId));
    post(worker, task + "/depart", Map.of());
    post(worker, task + "/arrive", Map.of());
    post(worker, task + "/start", Map.of());
    post(worker, task + "/resolve", Map.of("result", "好了"));
    return order;
  }

  private String resolved() {
    return resolved(
        district.dispatcher(), district.provider, district.worker, district.workerActor());
  }

  private void followUp(String order, boolean resolved, @Nullable String satisfaction) {
    Map<String, Object> body = new HashMap<>(Map.of("resolved", resolved));
    if (satisfaction != null) {
      body.put("satisfaction", satisfaction);
    }
    post(OPERATOR, order + "/follow-up", body);
  }

  private JsonNode rates(String more) {
    return api.get(SUPERVISOR, "/reports/rates?" + PERIOD + more).json().get("items");
  }

  private List<String> behind(String more) {
    List<String> numbers = new ArrayList<>();
    JsonNode page =
        api.get(SUPERVISOR, "/reports/rates/orders?" + PERIOD + more + "&limit=2").json();
    while (true) {
      page.get("items").forEach(i -> numbers.add("/orders/" + i.get("number").asText()));
      if (!page.has("next")) {
        return numbers;
      }
      page =
          api.get(
                  SUPERVISOR,
                  "/reports/rates/orders?"
                      + PERIOD
                      + more
                      + "&limit=2&after="
                      + page.get("next").asText())
              .json();
    }
  }

  @Test
  void the_three_rates_are_of_the_orders_followed_up_and_weighted() {
    String satisfied = resolved();
    String fairly = resolved();
    String unanswered = resolved();
    resolved(); // not followed up: not in the denominator
    followUp(satisfied, true, "SATISFIED");
    followUp(fairly, true, "FAIRLY_SATISFIED");
    followUp(unanswered, true, null);
    String other =
        resolved(
            district.otherDispatcher(),
            district.otherProvider,
            district.otherWorker,
            Actor.worker(24, "陈师傅", district.otherProvider, district.otherWorker));
    followUp(other, false, "DISSATISFIED");
    JsonNode all = rates("").get(0);
    assertThat(all.get("followed_up").asInt()).isEqualTo(4);
    assertThat(all.get("response_rate").asDouble()).isEqualTo(1);
    assertThat(all.get("resolution_rate").asDouble()).isEqualTo(0.75);
    assertThat(all.get("satisfaction_rate").asDouble()).isEqualTo(0.5333);
    JsonNode byProvider = rates("&by=provider");
    assertThat(byProvider).hasSize(2);
    assertThat(rates("&provider_id=" + district.provider).get(0).get("resolution_rate").asDouble())
        .isEqualTo(1);
    assertThat(rates("&by=month").get(0).get("key").asText()).isEqualTo("2026-03");
    assertThat(rates("&centre_id=" + district.community).get(0).get("followed_up").asInt())
        .isEqualTo(4);
    assertThat(rates("&centre_id=99999")).isEmpty();
    // every figure lists the orders behind it
    assertThat(behind("")).containsExactly(satisfied, fairly, unanswered, other);
    assertThat(behind("&measure=RESOLVED")).containsExactly(satisfied, fairly, unanswered);
    assertThat(behind("&measure=DISSATISFIED")).containsExactly(other);
    assertThat(behind("&measure=UNANSWERED")).containsExactly(unanswered);
    assertThat(behind("&provider_id=" + district.otherProvider)).containsExactly(other);
  }

  private String followUpQueue() {
    return "people." + district.community + ".follow-up";
  }

  private List<String> followUpWork() {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        """
                        select subject from work_item where queue = :queue and state in ('WAITING', 'TAKEN')
                        order by id\
                        """)
                    .bind("queue", followUpQueue())
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void what_was_drawn_for_follow_up_is_work_of_the_centre_until_it_is_over() {
    String order = "";
    for (int i = 0; i < 60 && followUpWork().size() < 2; i++) {
      order = resolved();
    }
    String number = order.substring("/orders/".length());
    assertThat(followUpWork()).hasSize(2).endsWith("order/" + number + "/follow-up/1");
    Answer taken = post(OPERATOR, "/work/" + followUpQueue() + "/take", Map.of());
    assertThat(taken.json().at("/payload/number").isMissingNode()).isFalse();
    followUp(order, false, "DISSATISFIED");
    assertThat(followUpWork()).hasSize(1).doesNotContain("order/" + number + "/follow-up/1");
    // it was reopened: the second round is always followed up
    post(
        OPERATOR,
        order + "/tasks/2/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    post(
        district.dispatcher(),
        order + "/tasks/2/offers/2/accept",
        Map.of("worker_id", district.worker));
    for (String step : List.of("depart", "arrive", "start")) {
      post(district.workerActor(), order + "/tasks/2/" + step, Map.of());
    }
    post(district.workerActor(), order + "/tasks/2/resolve", Map.of("result", "好了"));
    assertThat(followUpWork()).contains("order/" + number + "/follow-up/2");
    followUp(order, true, "SATISFIED");
    assertThat(followUpWork()).hasSize(1);
  }

  @Test
  void a_first_contact_that_came_too_late_is_not_a_response() {
    String order =
        "/orders/" + post(OPERATOR, "/orders", district.order()).json().get("number").asText();
    api.clock().advance(Duration.ofDays(20));
    api.clockMoved();
    String task = order + "/tasks/1";
    post(
        OPERATOR,
        task + "/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    post(district.dispatcher(), task + "/offers/1/accept", Map.of("worker_id", district.worker));
    for (String step : List.of("depart", "arrive", "start")) {
      post(district.workerActor(), task + "/" + step, Map.of());
    }
    post(district.workerActor(), task + "/resolve", Map.of("result", "好了"));
    followUp(order, true, "SATISFIED");
    assertThat(rates("").get(0).get("responded").asInt()).isZero();
    assertThat(behind("&measure=NOT_RESPONDED")).containsExactly(order);
  }

  @Test
  void what_was_not_drawn_is_filed_after_a_week_and_what_was_drawn_waits() {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      orders.add(resolved());
    }
    int drawn = api.get(SUPERVISOR, "/reports/now").json().at("/follow_up/waiting").asInt();
    assertThat(drawn).isBetween(1, 11);
    api.clock().advance(Duration.ofDays(6));
    api.clockMoved();
    assertThat(states(orders)).containsExactly("FOLLOW_UP");
    api.clock().advance(Duration.ofDays(1));
    api.clockMoved();
    assertThat(states(orders)).containsExactly("CLOSED", "FOLLOW_UP");
    assertThat(
            orders.stream()
                .filter(o -> api.get(OPERATOR, o).json().get("state").asText().equals("FOLLOW_UP"))
                .count())
        .isEqualTo(drawn);
    assertThat(rates("")).isEmpty();
  }

  private Set<String> states(List<String> orders) {
    Set<String> states = new TreeSet<>();
    orders.forEach(o -> states.add(api.get(OPERATOR, o).json().get("state").asText()));
    return states;
  }

  @Test
  void not_resolved_reopens_and_the_second_round_is_always_drawn() {
    String order = resolved();
    followUp(order, false, "DISSATISFIED");
    String task = order + "/tasks/2";
    post(
        OPERATOR,
        task + "/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    post(district.dispatcher(), task + "/offers/2/accept", Map.of("worker_id", district.worker));
    for (String step : List.of("depart", "arrive", "start")) {
      post(district.workerActor(), task + "/" + step, Map.of());
    }
    post(district.workerActor(), task + "/resolve", Map.of("result", "好了"));
    assertThat(api.get(SUPERVISOR, "/reports/now").json().at("/follow_up/waiting").asInt())
        .isEqualTo(1);
    followUp(order, true, "SATISFIED");
    // two follow-ups of one order are two
    assertThat(rates("").get(0).get("followed_up").asInt()).isEqualTo(2);
    assertThat(behind("")).containsExactly(order, order);
  }

  @Test
  void figures_show_what_there_is_now_and_are_kept_every_hour() {
    post(OPERATOR, "/orders", district.order());
    resolved();
    JsonNode now = api.get(SUPERVISOR, "/reports/now").json();
    assertThat(now.at("/orders/0/state").asText()).isEqualTo("FOLLOW_UP");
    assertThat(now.at("/unplaced/count").asInt()).isEqualTo(1);
    assertThat(now.at("/acceptance/count").asInt()).isEqualTo(1);
    api.clock().advance(Duration.ofHours(1));
    api.clockMoved();
    api.clock().advance(Duration.ofHours(30));
    api.clockMoved();
    JsonNode hours = api.get(SUPERVISOR, "/reports/history?" + PERIOD).json().get("items");
    assertThat(StreamSupport.stream(hours.spliterator(), false).map(h -> h.get("hour").asText()))
        .containsExactly("2026-03-11T03:00:00Z", "2026-03-12T09:00:00Z");
    assertThat(hours.at("/1/figures/clocks/0/clock").asText()).isEqualTo("ACCEPT");
    assertThat(hours.at("/1/figures/clocks/0/breached").asInt()).isEqualTo(1);
  }

  @Test
  void a_period_that_ends_before_it_begins_is_refused() {
    Answer answer =
        api.get(SUPERVISOR, "/reports/rates?from=2026-05-01T00:00:00Z&to=2026-03-01T00:00:00Z");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("to");
  }

  @Test
  void stars_are_proposed_with_their_trail_and_change_only_when_approved() {
    for (int i = 0; i < 5; i++) {
      followUp(resolved(), true, "SATISFIED");
    }
    Map<String, String> period =
        Map.of("from", "2026-03-01T00:00:00Z", "to", "2026-05-01T00:00:00Z");
    assertThat(post(SUPERVISOR, "/star-proposals", period).json().get("proposed").asInt())
        .isEqualTo(1);
    assertThat(stars()).isEqualTo(3.0);
    JsonNode proposal = api.get(SUPERVISOR, "/star-proposals").json().get("items").get(0);
    assertThat(proposal.get("proposed_stars").asDouble()).isEqualTo(5.0);
    assertThat(proposal.at("/trail/follow_ups").asInt()).isEqualTo(5);
    // proposing again replaces what is open
    post(SUPERVISOR, "/star-proposals", period);
    JsonNode open = api.get(SUPERVISOR, "/star-proposals?state=PROPOSED").json().get("items");
    assertThat(open).hasSize(1);
    String path = "/star-proposals/" + open.get(0).get("id").asLong();
    assertThat(api.post(OPERATOR, path + "/approve", Map.of("reason", "x")).status())
        .isEqualTo(403);
    post(SUPERVISOR, path + "/approve", Map.of("reason", "季度评定"));
    assertThat(stars()).isEqualTo(5.0);
    assertThat(api.post(SUPERVISOR, path + "/refuse", Map.of("reason", "x")).status())
        .isEqualTo(409);
    assertThat(post(SUPERVISOR, "/star-proposals", period).json().get("proposed").asInt()).isZero();
  }

  @Test
  void stars_refused_or_overtaken_by_hand_stay_as_they_are() {
    for (int i = 0; i < 5; i++) {
      followUp(resolved(), true, "SATISFIED");
    }
    Map<String, String> period =
        Map.of("from", "2026-03-01T00:00:00Z", "to", "2026-05-01T00:00:00Z");
    post(SUPERVISOR, "/star-proposals", period);
    setStars(4);
    String path = "/star-proposals/" + openProposal();
    assertThat(api.post(SUPERVISOR, path + "/approve", Map.of("reason", "x")).status())
        .isEqualTo(409);
    post(SUPERVISOR, path + "/refuse", Map.of("reason", "另有投诉"));
    assertThat(stars()).isEqualTo(4.0);
  }

  private long openProposal() {
    return api.get(SUPERVISOR, "/star-proposals?state=PROPOSED")
        .json()
        .get("items")
        .get(0)
        .get("id")
        .asLong();
  }

  private void setStars(int stars) {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "update provider set star_rating = ? where id = ?",
                        stars,
                        district.provider));
  }

  private double stars() {
    return api.database()
        .read(
            h ->
                h.createQuery("select star_rating from provider where id = :id")
                    .bind("id", district.provider)
                    .mapTo(Double.class)
                    .one());
  }

  @Test
  void the_start_of_the_period_counts_and_its_end_does_not() {
    followUp(resolved(), true, "SATISFIED");
    Instant at = api.clock().instant();
    assertThat(count(at, at.plusSeconds(1))).isEqualTo(1);
    assertThat(count(at.minusSeconds(1), at)).isZero();
  }

  private int count(Instant from, Instant to) {
    return api.get(SUPERVISOR, "/reports/rates/orders?from=" + from + "&to=" + to)
        .json()
        .get("items")
        .size();
  }
}
