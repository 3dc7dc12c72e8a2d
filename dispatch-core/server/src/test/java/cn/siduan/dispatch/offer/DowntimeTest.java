package cn.siduan.dispatch.offer;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.routing.RoutingDistrict;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offers and queues whose time ran out while no server was up. */
class DowntimeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration NIGHT = Duration.ofHours(9);

  private ApiFixture api;
  private RoutingDistrict district;

  @BeforeEach
  void start() {
    api = ApiFixture.startRouting();
    district = RoutingDistrict.in(api.database());
  }

  @AfterEach
  void stop() {
    try {
      assertThat(api.get(SUPERVISOR, "/invariants").json().get("orphan_tasks")).isEmpty();
    } finally {
      api.close();
    }
  }

  private String open() {
    return api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
  }

  private JsonNode decisions(String number) {
    return api.get(OPERATOR, "/orders/" + number + "/tasks/1/routing").json().get("items");
  }

  private void awaitDecisions(String number, int count) {
    await().atMost(PATIENCE).until(() -> decisions(number).size() >= count);
    assertThat(decisions(number)).hasSize(count);
  }

  private JsonNode offers(String number) {
    return api.get(OPERATOR, "/orders/" + number + "/tasks/1").json().at("/task/offers");
  }

  private void sleepWithoutServer() {
    api.stopServer();
    api.clock().advance(NIGHT);
    api.restart();
  }

  private long events(String number, String type) {
    long id = Long.parseLong(number.substring(0, number.length() - 1));
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select count(*) from order_event where order_id = :id and type = :type")
                    .bind("id", id)
                    .bind("type", type)
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void an_offer_that_ran_out_expires_once_and_the_next_is_asked_with_its_whole_time() {
    String number = open();
    awaitDecisions(number, 1);
    Instant promised = Instant.parse(offers(number).get(0).get("expires_at").asText());
    sleepWithoutServer();
    awaitDecisions(number, 2);
    JsonNode first = offers(number).get(0);
    assertThat(first.get("state").asText()).isEqualTo("EXPIRED");
    // how late it was stands in the offer itself
    assertThat(Instant.parse(first.get("closed_at").asText()))
        .isEqualTo(api.clock().instant())
        .isAfter(promised);
    assertThat(events(number, "OfferExpired")).isEqualTo(1);
    JsonNode second = offers(number).get(1);
    assertThat(second.get("state").asText()).isEqualTo("PENDING");
    assertThat(Instant.parse(second.get("expires_at").asText()))
        .isEqualTo(api.clock().instant().plus(Duration.ofMinutes(10)));
  }

  @Test
  void a_queue_nobody_looked_into_gets_company_from_one_tier_above_and_not_from_all() {
    for (long id : new long[] {district.near, district.middle, district.far}) {
      district.change(id, "capacity = 0");
    }
    String number = open();
    awaitDecisions(number, 1);
    sleepWithoutServer();
    awaitDecisions(number, 2);
    assertThat(decisions(number).get(0).get("tier").asText()).isEqualTo("SUBDISTRICT");
    // the next tier's time begins now
    api.clock().advance(Duration.ofMinutes(59));
    api.clockMoved();
    assertThat(decisions(number)).hasSize(2);
    api.clock().advance(Duration.ofMinutes(1));
    awaitDecisions(number, 3);
    assertThat(decisions(number).get(0).get("tier").asText()).isEqualTo("DISTRICT");
  }
}
