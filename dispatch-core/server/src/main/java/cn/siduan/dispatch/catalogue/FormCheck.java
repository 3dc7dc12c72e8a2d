package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.http.InputCheck;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.Schemas;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a form's schema is one that screens can show and orders can be held against: JSON Schema
 * 2020-12 of one flat object. Every version stands alone, so it refers to nothing.
 */
public final class FormCheck {

  private static final int MOST_FIELDS = 50;
  private static final Schema META =
      Schemas.compile(
          cn.siduan.dispatch.platform.Json.object()
              .put("$ref", "https://json-schema.org/draft/2020-12/schema"));
  private static final Set<String> REFERRING =
      Set.of("$ref", "$dynamicRef", "$anchor", "$dynamicAnchor", "$id", "$defs", "$schema");
  private static final Set<String> SIMPLE = Set.of("string", "integer", "number", "boolean");

  private FormCheck() {}

  /** What is wrong with it; fields are named by their path in the schema. */
  public static List<FieldError> check(JsonNode schema) {
    List<FieldError> errors = new ArrayList<>();
    findReferences("form", schema, errors);
    if (!errors.isEmpty()) {
      return errors;
    }
    for (FieldError e : InputCheck.check(META, schema)) {
      errors.add(new FieldError("form/" + e.field(), e.value(), e.rule(), e.values()));
    }
    if (!schema.path("type").asText().equals("object")) {
      errors.add(
          FieldError.of("form/type", schema.path("type"), "const", Map.of("limit", "object")));
    }
    if (schema.path("properties").size() > MOST_FIELDS) {
      errors.add(FieldError.of("form/properties", "", "maxItems", Map.of("limit", MOST_FIELDS)));
    }
    schema
        .path("properties")
        .properties()
        .forEach(p -> checkField("form/properties/" + p.getKey(), p.getValue(), errors));
    return errors;
  }

  private static void checkField(String path, JsonNode field, List<FieldError> errors) {
    String type = field.path("type").asText();
    boolean choice =
        type.equals("array") && SIMPLE.contains(field.path("items").path("type").asText());
    if (!SIMPLE.contains(type) && !choice) {
      errors.add(FieldError.of(path + "/type", field.path("type"), "form-field"));
    }
  }

  private static void findReferences(String path, JsonNode node, List<FieldError> errors) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              p -> {
                String below = path + "/" + p.getKey();
                if (REFERRING.contains(p.getKey())) {
                  errors.add(FieldError.of(below, p.getValue(), "form-reference"));
                }
                findReferences(below, p.getValue(), errors);
              });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        findReferences(path + "/" + i, node.get(i), errors);
      }
    }
  }
}
