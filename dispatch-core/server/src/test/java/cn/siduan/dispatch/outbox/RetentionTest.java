package cn.siduan.dispatch.outbox;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept for a while only, and for how long. */
class RetentionTest {

  private static final Retention.Settings SETTINGS = Retention.Settings.defaults();

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

  private String open() {
    return api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
  }

  private static long id(String number) {
    return Long.parseLong(number.substring(0, number.length() - 1));
  }

  private void insert(String sql, Object... values) {
    api.database().transaction(tx -> tx.handle().execute("insert into " + sql, values));
  }

  private List<Long> orders(String table) {
    return api.database()
        .read(
            h ->
                h.createQuery("select order_id from " + table + " order by order_id")
                    .mapTo(Long.class)
                    .list());
  }

  private void runAt(Instant instant) {
    api.clock().set(instant);
    try (Retention retention = new Retention(api.database(), api.clock(), SETTINGS)) {
      retention.run();
    }
  }

  @Test
  void the_link_of_an_offer_is_kept_a_while_after_its_end() {
    String number = open();
    Answer offered =
        api.post(
            OPERATOR,
            "/orders/" + number + "/tasks/1/offers",
            Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    assertThat(offered.status()).isEqualTo(200);
    Instant end = api.clock().instant().plus(Duration.ofMinutes(30));
    insert(
        "offer_link (token_digest, order_id, offer_no, expires_at) values (?, ?, 1, ?)",
        new byte[] {1},
        id(number),
        end.atOffset(ZoneOffset.UTC));
    runAt(end.plus(SETTINGS.offerLinks()));
    assertThat(orders("offer_link")).hasSize(1);
    runAt(end.plus(SETTINGS.offerLinks()).plusSeconds(1));
    assertThat(orders("offer_link")).isEmpty();
  }

  @Test
  void decisions_are_kept_for_years_and_those_of_an_order_under_way_as_long_as_it_is() {
    String over = open();
    String underWay = open();
    api.post(OPERATOR, "/orders/" + over + "/cancel", Map.of("reason", "不要了"));
    Instant decided = api.clock().instant();
    for (String number : List.of(over, underWay)) {
      insert(
          """
          routing_decision (order_id, task_no, decided_at, outcome, hands_before, chosen)
          values (?, 1, ?, 'QUEUED', 0, '[]')\
          """,
          id(number),
          decided.atOffset(ZoneOffset.UTC));
    }
    runAt(decided.plus(SETTINGS.routingDecisions()));
    assertThat(orders("routing_decision")).containsExactly(id(over), id(underWay));
    runAt(decided.plus(SETTINGS.routingDecisions()).plusSeconds(1));
    assertThat(orders("routing_decision")).containsExactly(id(underWay));
  }
}
