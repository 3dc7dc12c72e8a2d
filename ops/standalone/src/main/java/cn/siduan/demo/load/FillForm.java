package cn.siduan.demo.load;

import cn.siduan.demo.Chance;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Fills an item's form in as somebody would, after its schema. */
final class FillForm {

  private FillForm() {}

  /**
   * @param day on which it is filled in; dates asked for lie a little after
   */
  static ObjectNode fill(JsonNode schema, LocalDate day, RandomGenerator random) {
    ObjectNode form = Json.object();
    Set<String> required =
        schema.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    for (var field : schema.path("properties").properties()) {
      boolean needed = required.contains(field.getKey());
      boolean freeText = isFreeText(field.getValue());
      if (needed || (!freeText && Chance.happens(0.5, random))) {
        form.set(field.getKey(), value(field.getValue(), day, random));
      }
    }
    return form;
  }

  private static boolean isFreeText(JsonNode field) {
    return field.path("type").asText().equals("string")
        && !field.has("enum")
        && !field.has("format");
  }

  private static JsonNode value(JsonNode field, LocalDate day, RandomGenerator random) {
    if (field.has("enum")) {
      return field.path("enum").get(random.nextInt(field.path("enum").size()));
    }
    return switch (field.path("type").asText()) {
      case "integer" -> {
        int least = field.path("minimum").asInt();
        int most = Math.min(field.path("maximum").asInt(), Math.max(least, 1) * 4);
        yield Json.MAPPER.getNodeFactory().numberNode(Chance.between(least, most, random));
      }
      case "boolean" -> Json.MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
      case "array" -> Json.MAPPER.createArrayNode().add(value(field.path("items"), day, random));
      case "string" -> Json.MAPPER.getNodeFactory().textNode(text(field, day, random));
      default -> throw new IllegalArgumentException("no such field in a form: " + field);
    };
  }

  private static String text(JsonNode field, LocalDate day, RandomGenerator random) {
    return switch (field.path("format").asText()) {
      case "date" -> day.plusDays(random.nextInt(1, 6)).toString();
      case "time" -> "09:30";
      default -> "当面说明";
    };
  }
}
