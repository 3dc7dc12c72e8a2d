package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.networknt.schema.Schema;
import java.util.List;
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

  @Test
  void blanks_of_any_script_fill_nothing_in() {
    Schema name = schema("{\"type\":\"string\",\"minLength\":1,\"maxLength\":60}");
    for (String blank : List.of(" ", "\t", "\u3000\u3000", "\u00a0", "\u200b", "\u2060 \ufeff")) {
      assertThat(rules(name, blank)).as(Json.write(blank)).contains("blank");
    }
    assertThat(rules(name, " 王 ")).isEmpty();
    assertThat(rules(schema("{\"type\":\"string\",\"minLength\":2}"), " 王 "))
        .containsExactly("minLength");
    assertThat(rules(schema("{\"type\":\"string\",\"maxLength\":60}"), "  "))
        .as("may be left empty")
        .isEmpty();
  }

  @Test
  void what_is_no_longer_than_a_line_is_one_line() {
    Schema name = schema("{\"type\":\"string\",\"minLength\":1,\"maxLength\":60}");
    for (String lines : List.of("a\r\nSet-Cookie: x", "a\nb", "a\tb", "a\u2028b", "a\u2029b")) {
      assertThat(rules(name, lines)).as(Json.write(lines)).containsExactly("one-line");
    }
    assertThat(rules(schema("{\"type\":\"string\",\"maxLength\":2000}"), "a\r\n\tb")).isEmpty();
    assertThat(rules(schema("{\"type\":\"string\",\"maxLength\":2000}"), "a\u0085b"))
        .containsExactly("control");
  }

  private static Schema schema(String json) {
    return CONTRACT.schema(Json.tree(json));
  }

  private static List<String> rules(Schema schema, String text) {
    return InputCheck.check(schema, Json.tree(Json.write(text))).stream()
        .map(FieldError::rule)
        .toList();
  }
}
