package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.networknt.schema.Schema;
import org.junit.jupiter.api.Test;

class InputCheckTest {

  private static final ApiContract CONTRACT = ApiContract.load("/dispatch-api.yaml");

  @Test
  void a_number_that_no_column_can_hold_is_refused_by_name_and_limit() {
    assertThat(
            InputCheck.check(
                CONTRACT.schema(Json.tree("{\"type\":\"object\"}")),
                Json.tree("{\"form\":{\"rooms\":1E308}}")))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.field()).isEqualTo("form/rooms");
              assertThat(e.rule()).isEqualTo("maximum");
              assertThat(e.values()).containsEntry("limit", Long.MAX_VALUE);
            })
        .isInstanceOf(FieldError.class);
  }

  @Test
  void half_a_sign_is_refused_and_a_whole_one_is_not() {
    Schema any = CONTRACT.schema(Json.tree("{\"type\":\"object\"}"));
    assertThat(InputCheck.check(any, Json.tree("{\"summary\":\"\\ud800 ok\"}")))
        .singleElement()
        .satisfies(e -> assertThat(e.rule()).isEqualTo("control"));
    assertThat(InputCheck.check(any, Json.tree("{\"summary\":\"𠮷野\"}"))).isEmpty();
  }
}
