package cn.siduan.dispatch.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.dispatch.fixture.ApiFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node does not start with orders it would not know how to place. */
class PoliciesAtStartTest {

  private ApiFixture api;
  private RoutingDistrict district;

  @BeforeEach
  void start() {
    api = ApiFixture.start();
    district = RoutingDistrict.in(api.database());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void item(String change) {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute("update service_item set " + change + " where id = ?", district.item));
  }

  @Test
  void a_policy_the_catalogue_names_and_the_file_lacks_stops_the_start_and_says_who_names_it() {
    item("routing_policy = 'BY_LOT'");
    String code =
        api.database()
            .read(
                h ->
                    h.createQuery("select code from service_item where id = :id")
                        .bind("id", district.item)
                        .mapTo(String.class)
                        .one());
    assertThatThrownBy(() -> api.another())
        .hasMessageContaining("routing.yaml")
        .hasMessageContaining("BY_LOT")
        .hasMessageContaining(code);
  }

  @Test
  void what_is_retired_is_placed_no_more_and_stops_nobody() {
    item("routing_policy = 'BY_LOT', retired_at = now()");
    try (ApiFixture other = api.another()) {
      assertThat(other.get(null, "/catalogue").status()).isEqualTo(200);
    }
  }
}
