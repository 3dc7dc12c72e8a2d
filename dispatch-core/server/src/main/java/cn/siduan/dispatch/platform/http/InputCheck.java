package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.Nearest;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Holds a JSON value against a schema and says in our words what is wrong, and what would be right.
 */
public final class InputCheck {

  private static final int MOST_ERRORS = 20;

  private InputCheck() {}

  public static List<FieldError> check(Schema schema, JsonNode value) {
    List<FieldError> errors = new ArrayList<>();
    for (Error error :
        schema.validate(
            value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))) {
      if (errors.size() < MOST_ERRORS && !error.getKeyword().equals("$ref")) {
        errors.add(fieldError(schema, error));
      }
    }
    findUnstorable("", value, errors);
    return errors;
  }

  private static FieldError fieldError(Schema schema, Error error) {
    String field = error.getInstanceLocation().toString().replaceFirst("^/", "");
    JsonNode rule = error.getSchemaNode();
    JsonNode around = around(schema, error);
    Map<String, Object> values = new HashMap<>();
    String keyword = error.getKeyword();
    JsonNode instance = error.getInstanceNode();
    String value = instance == null || instance.isMissingNode() ? "" : plain(instance);
    switch (keyword) {
      case "required" -> {
        field = join(field, error.getProperty());
        value = "";
      }
      case "additionalProperties", "unevaluatedProperties" -> {
        String name = String.valueOf(error.getProperty());
        values.put("maybe", nearest(name, names(around)));
        field = join(field, name);
        value = instance == null ? "" : plain(instance.path(name));
        keyword = "unknown";
      }
      case "enum" -> values.put("allowed", List.copyOf(texts(rule)));
      case "type" -> values.put("type", plain(rule));
      default -> values.put("limit", plain(rule));
    }
    if (around.path("x-secret").asBoolean()) {
      value = "";
    }
    return new FieldError(
        field, shorten(value), around.path("x-rule").asText(known(keyword)), values);
  }

  private static String known(String keyword) {
    return switch (keyword) {
      case "required",
          "unknown",
          "enum",
          "type",
          "minLength",
          "maxLength",
          "blank",
          "one-line",
          "minimum",
          "maximum",
          "pattern",
          "format",
          "minItems",
          "maxItems",
          "uniqueItems",
          "const" ->
          keyword;
      default -> "other";
    };
  }

  /** The schema whose keyword failed. */
  private static JsonNode around(Schema schema, Error error) {
    String keyword = error.getSchemaLocation().getFragment().toString();
    int last = keyword.lastIndexOf('/');
    return last < 0
        ? schema.getSchemaNode()
        : schema.getSchemaNode().at(keyword.substring(0, last));
  }

  private static List<String> names(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /**
   * Control characters have no place in what people type; PostgreSQL refuses the first of them
   * outright. Nothing we count or number needs more than 64 bits.
   */
  private static void findUnstorable(String path, JsonNode node, List<FieldError> errors) {
    if (errors.size() >= MOST_ERRORS) {
      return;
    }
    if (node.isTextual()) {
      boolean bad = isUnstorable(node.textValue());
      if (bad) {
        errors.add(FieldError.of(path, "", "control"));
      }
    } else if (node.isNumber() && !node.canConvertToLong()) {
      errors.add(
          FieldError.of(path, shorten(plain(node)), "maximum", Map.of("limit", Long.MAX_VALUE)));
    } else if (node.isObject()) {
      node.properties().forEach(p -> findUnstorable(join(path, p.getKey()), p.getValue(), errors));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        findUnstorable(join(path, Integer.toString(i)), node.get(i), errors);
      }
    }
  }

  /** Controls other than line breaks and tabs, and halves of signs, which UTF-8 cannot write. */
  private static boolean isUnstorable(String text) {
    return text.codePoints()
        .anyMatch(
            c ->
                (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  private static String plain(JsonNode node) {
    return node == null ? "" : node.isTextual() ? node.textValue() : node.toString();
  }

  private static String shorten(String value) {
    return value.length() <= 80 ? value : value.substring(0, 79) + "…";
  }

  /** The known name that is closest to what was written, to say "Maybe …". */
  public static String nearest(String written, List<String> known) {
    return Nearest.to(written, known);
  }
}
