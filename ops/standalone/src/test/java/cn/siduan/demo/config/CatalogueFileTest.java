package cn.siduan.demo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogueFileTest {

  private final List<JsonNode> items = CatalogueFile.items();
  private final Map<String, JsonNode> forms =
      CatalogueFile.ROOT
          .path("forms")
          .propertyStream()
          .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  @Test
  void there_are_twelve_categories_with_ten_items_each() {
    assertThat(CatalogueFile.categories()).hasSize(12);
    assertThat(CatalogueFile.categories()).allMatch(c -> c.path("items").size() == 10);
  }

  @Test
  void every_item_code_is_unique_and_begins_with_that_of_its_category() {
    assertThat(items).extracting(i -> i.path("code").asText()).doesNotHaveDuplicates();
    assertThat(CatalogueFile.categories())
        .allSatisfy(
            c ->
                assertThat(ConfigFile.list(c.path("items")))
                    .allMatch(
                        i ->
                            i.path("code").asText().matches(c.path("code").asText() + "[0-9]{2}")));
  }

  @Test
  void every_item_can_be_found_and_read_in_both_languages() {
    assertThat(items)
        .allSatisfy(
            item -> {
              assertThat(item.path("name").asText()).isNotBlank();
              assertThat(item.path("name_en").asText()).isNotBlank();
              assertThat(item.path("pinyin").asText()).matches("[a-z]{2,12}");
              assertThat(item.path("price").asText()).isNotBlank();
              assertThat(item.path("price_en").asText()).isNotBlank();
              assertThat(item.has("subsidy")).isEqualTo(item.has("subsidy_en"));
            });
  }

  @Test
  void all_three_kinds_of_service_are_offered() {
    assertThat(items)
        .extracting(i -> i.path("kind").asText())
        .containsOnly("MENU", "APPOINTMENT", "CARE");
  }

  @Test
  void items_name_only_what_there_is() {
    Set<String> skills = codes(CatalogueFile.ROOT.path("skills"));
    Set<String> policies = codes(CatalogueFile.ROOT.path("routing_policies"));
    Set<String> levels = codes(ConfigFile.read("service-levels.yaml").path("service_levels"));
    assertThat(items)
        .allSatisfy(
            item -> {
              assertThat(skills).containsAll(CatalogueFile.skills(item));
              assertThat(policies).contains(item.path("routing_policy").asText());
              assertThat(levels).contains(item.path("service_level").asText());
              assertThat(forms).containsKey(item.path("form").asText());
              assertThat(item.path("duration_minutes").asInt()).isBetween(1, 1440);
            });
  }

  @Test
  void nothing_is_defined_that_no_item_uses() {
    assertThat(items.stream().map(i -> i.path("form").asText())).containsAll(forms.keySet());
    assertThat(items.stream().flatMap(i -> CatalogueFile.skills(i).stream()))
        .containsAll(codes(CatalogueFile.ROOT.path("skills")));
    assertThat(items.stream().map(i -> i.path("routing_policy").asText()))
        .containsAll(codes(CatalogueFile.ROOT.path("routing_policies")));
  }

  @Test
  void every_form_is_a_bounded_object_schema() {
    assertThat(forms)
        .allSatisfy(
            (name, form) -> {
              assertThat(form.path("type").asText()).as(name).isEqualTo("object");
              assertThat(form.path("additionalProperties").isBoolean()).as(name).isTrue();
              assertThat(form.path("properties").size()).as(name).isBetween(1, 5);
              form.path("properties")
                  .propertyStream()
                  .forEach(p -> assertBounded(name + "." + p.getKey(), p.getValue()));
            });
  }

  @Test
  void every_field_of_a_form_is_labelled_and_has_its_place() {
    assertThat(forms)
        .allSatisfy(
            (name, form) -> {
              Set<String> fields =
                  new TreeSet<>(
                      form.path("properties").properties().stream()
                          .map(Map.Entry::getKey)
                          .toList());
              assertThat(ConfigFile.texts(form.path("x-order")))
                  .as(name)
                  .containsExactlyInAnyOrderElementsOf(fields);
              assertThat(fields).as(name).containsAll(ConfigFile.texts(form.path("required")));
              assertThat(form.path("properties").valueStream())
                  .allMatch(f -> !f.path("title").asText().isBlank())
                  .allMatch(f -> !f.path("x-title-en").asText().isBlank());
            });
  }

  private static void assertBounded(String where, JsonNode field) {
    if (field.has("enum")) {
      int choices = field.path("enum").size();
      assertThat(field.path("x-enum-titles").size()).as(where).isEqualTo(choices);
      assertThat(field.path("x-enum-titles-en").size()).as(where).isEqualTo(choices);
      return;
    }
    switch (field.path("type").asText()) {
      case "string" -> assertThat(field.has("maxLength")).as(where).isTrue();
      case "integer" -> assertThat(field.has("minimum") && field.has("maximum")).as(where).isTrue();
      case "array" -> {
        assertThat(field.has("maxItems")).as(where).isTrue();
        assertBounded(where + "[]", field.path("items"));
      }
      case "boolean" -> {}
      default -> throw new AssertionError(where + " is of no type that forms have");
    }
  }

  private static Set<String> codes(JsonNode list) {
    return new TreeSet<>(list.valueStream().map(x -> x.path("code").asText()).toList());
  }
}
