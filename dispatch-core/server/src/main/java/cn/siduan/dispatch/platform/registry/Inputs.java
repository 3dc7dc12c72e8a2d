package cn.siduan.dispatch.platform.registry;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/** The body of a request about a registered thing. */
public final class Inputs {

  private Inputs() {}

  /**
   * The body with the contract's defaults for what was left out, as a record: a PUT says everything
   * a thing is to be.
   */
  public static <T> T read(ApiRequest request, Class<T> type) {
    JsonNode whole = Objects.requireNonNull(request.operation().body()).getSchemaNode();
    JsonNode schema =
        whole.has("$ref") ? whole.at(whole.get("$ref").textValue().substring(1)) : whole;
    ObjectNode body = Objects.requireNonNull(request.body()).deepCopy();
    schema
        .path("properties")
        .properties()
        .forEach(
            p -> {
              if (p.getValue().has("default") && !body.has(p.getKey())) {
                body.set(p.getKey(), p.getValue().get("default"));
              }
            });
    return Json.as(body, type);
  }

  /** Throws if anything is wrong. */
  public static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Problem.input(errors).exception();
    }
  }
}
