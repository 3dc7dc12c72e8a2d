package cn.siduan.dispatch.resident;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExclusionApiTest {

  private static ApiFixture api;
  private District district;
  private String path;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void somebody() {
    district = District.in(api.database());
    path = "/residents/" + district.resident + "/excluded-providers";
  }

  private Answer exclude(long provider, String reason) {
    return api.post(OPERATOR, path, Map.of("provider_id", provider, "reason", reason));
  }

  private JsonNode listed() {
    return api.get(OPERATOR, path).json().get("items");
  }

  @Test
  void a_provider_is_excluded_for_a_reason_and_let_in_again_and_both_are_on_record() {
    assertThat(exclude(district.provider, "态度差").status()).isEqualTo(200);
    assertThat(exclude(district.provider, "两次失约").status()).isEqualTo(200);
    assertThat(listed()).hasSize(1);
    assertThat(listed().at("/0/name").asText()).isEqualTo("康乐家政");
    assertThat(listed().at("/0/reason").asText()).isEqualTo("两次失约");
    String remove = path + "/" + district.provider + "/remove";
    assertThat(api.post(OPERATOR, remove, Map.of("reason", "已和解")).status()).isEqualTo(200);
    assertThat(api.post(OPERATOR, remove, Map.of()).status()).isEqualTo(200);
    assertThat(listed()).isEmpty();
    assertThat(audited()).isEqualTo(3);
  }

  private int audited() {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select count(*) from audit where object_type = 'resident' and object_id ="
                            + " :id and action in ('excludeProvider', 'admitProvider')")
                    .bind("id", Long.toString(district.resident))
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void who_is_not_there_is_said_with_the_field_and_nothing_changes() {
    Answer wrong = exclude(999_999, "态度差");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("provider_id");
    assertThat(wrong.json().at("/errors/0/value").asText()).isEqualTo("999999");
    assertThat(exclude(district.provider, "").status()).isEqualTo(400);
    assertThat(listed()).isEmpty();
    assertThat(api.get(OPERATOR, "/residents/999999/excluded-providers").status()).isEqualTo(404);
    assertThat(api.get(VISITOR, path).status()).isEqualTo(403);
  }
}
