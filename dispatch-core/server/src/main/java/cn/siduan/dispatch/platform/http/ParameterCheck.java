package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads path, query and body as the contract types them; all that is wrong is reported at once. */
final class ParameterCheck {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ParameterCheck() {}

  static Map<String, JsonNode> read(ApiOperation operation, RoutingContext context) {
    Map<String, JsonNode> values = new HashMap<>();
    List<FieldError> errors = new ArrayList<>();
    List<String> known = operation.parameters().stream().map(ApiParameter::name).toList();
    for (ApiParameter parameter : operation.parameters()) {
      String text =
          parameter.inPath()
              ? context.pathParam(parameter.name())
              : context.queryParams().get(parameter.name());
      if (text == null) {
        if (parameter.required()) {
          errors.add(FieldError.of(parameter.name(), "", "required"));
        } else if (parameter.definition().has("default")) {
          values.put(parameter.name(), parameter.definition().get("default"));
        }
        continue;
      }
      JsonNode value = typed(parameter.type(), text);
      for (FieldError e : InputCheck.check(parameter.schema(), value)) {
        errors.add(new FieldError(parameter.name(), e.value(), e.rule(), e.values()));
      }
      values.put(parameter.name(), value);
    }
    for (String name : context.queryParams().names()) {
      if (!known.contains(name)) {
        errors.add(
            FieldError.of(
                name,
                context.queryParams().get(name),
                "unknown",
                Map.of("maybe", InputCheck.nearest(name, known))));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.input(errors).exception();
    }
    return values;
  }

  static @Nullable JsonNode body(
      ApiOperation operation, byte[] bytes, @Nullable String contentType) {
    Schema schema = operation.body();
    if (schema == null) {
      return null;
    }
    if (bytes.length == 0) {
      if (operation.bodyRequired()) {
        throw Problem.input(FieldError.of("body", "", "required")).exception();
      }
      return Json.object();
    }
    if (contentType == null || !contentType.startsWith("application/json")) {
      throw Problem.of(415, "media-type").with("expected", "application/json").exception();
    }
    JsonNode body = parse(bytes);
    List<FieldError> errors = InputCheck.check(schema, body);
    if (operation.secret()) {
      errors.replaceAll(
          e ->
              e.rule().equals("unknown") ? new FieldError(e.field(), "", e.rule(), e.values()) : e);
    }
    if (!errors.isEmpty()) {
      throw Problem.input(errors).exception();
    }
    return body;
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return Json.INPUT.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw Problem.input(
              FieldError.of(
                  "body",
                  "",
                  "json",
                  Map.of(
                      "line", e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                      "column", e.getLocation() == null ? 0 : e.getLocation().getColumnNr())))
          .exception();
    } catch (IOException e) {
      throw Problem.of(400, "malformed").exception();
    }
  }

  /**
   * The JSON value a text stands for; a text that is not of the type stays text, and the schema
   * refuses it.
   */
  private static JsonNode typed(String type, String text) {
    try {
      return switch (type) {
        case "integer" -> NODES.numberNode(Long.parseLong(text));
        case "number" -> NODES.numberNode(new BigDecimal(text));
        case "boolean" ->
            text.equals("true") || text.equals("false")
                ? NODES.booleanNode(text.equals("true"))
                : NODES.textNode(text);
        case "array" -> {
          ArrayNode list = NODES.arrayNode();
          for (String part : text.split(",", -1)) {
            list.add(part);
          }
          yield list;
        }
        default -> NODES.textNode(text);
      };
    } catch (NumberFormatException e) {
      return NODES.textNode(text);
    }
  }
}
