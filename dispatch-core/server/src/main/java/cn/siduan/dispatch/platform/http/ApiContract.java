package cn.siduan.dispatch.platform.http;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code dispatch-api.yaml}, read once at start. Beyond OpenAPI it knows {@code x-roles} (a list of
 * roles, or {@code open}), {@code x-body-limit} (bytes) and {@code x-rate}. An operation without
 * x-roles stops the start.
 */
public final class ApiContract {

  public static final long DEFAULT_BODY_LIMIT = 64 * 1024;
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private final JsonNode document;
  private final Map<String, ApiOperation> operations = new LinkedHashMap<>();

  private ApiContract(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(m -> METHODS.contains(m.getKey()))
                    .map(m -> operation(path.getKey(), m.getKey(), path.getValue(), m.getValue()))
                    .forEach(this::add));
  }

  public static ApiContract load(String resource) {
    try (InputStream in = ApiContract.class.getResourceAsStream(resource)) {
      return new ApiContract(
          new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in, resource)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode document() {
    return document;
  }

  public List<ApiOperation> listOperations() {
    return List.copyOf(operations.values());
  }

  public ApiOperation getOperation(String id) {
    ApiOperation operation = operations.get(id);
    if (operation == null) {
      throw new IllegalArgumentException(
          "dispatch-api.yaml has no operation "
              + id
              + ". Maybe its operationId is spelt otherwise.");
    }
    return operation;
  }

  /** A schema that may refer to the contract's components. */
  public Schema schema(JsonNode definition) {
    ObjectNode whole = Json.object();
    whole.set("components", document.path("components"));
    if (definition.isObject()) {
      whole.setAll((ObjectNode) definition);
    }
    return Schemas.compile(whole);
  }

  private void add(ApiOperation operation) {
    if (operations.put(operation.id(), operation) != null) {
      throw new IllegalStateException("dispatch-api.yaml has two operations " + operation.id());
    }
  }

  private ApiOperation operation(String path, String method, JsonNode shared, JsonNode node) {
    String id = node.path("operationId").asText();
    Set<Role> roles = roles(id, node.path("x-roles"));
    List<ApiParameter> parameters = new ArrayList<>();
    Set<String> required = new HashSet<>();
    for (JsonNode list : List.of(shared.path("parameters"), node.path("parameters"))) {
      for (JsonNode p : list) {
        JsonNode parameter = resolve(p);
        if (parameter.path("in").asText().equals("header")) {
          if (parameter.path("required").asBoolean()) {
            required.add(parameter.path("name").asText());
          }
        } else {
          parameters.add(parameter(parameter));
        }
      }
    }
    JsonNode body = resolve(node.path("requestBody"));
    JsonNode json = body.path("content").path("application/json").path("schema");
    return new ApiOperation(
        id,
        method.toUpperCase(Locale.ROOT),
        path,
        roles,
        node.path("x-roles").asText().equals("open"),
        required.contains("Idempotency-Key"),
        required.contains("If-Match"),
        node.path("x-body-limit").asLong(DEFAULT_BODY_LIMIT),
        ApiOperation.Rate.valueOf(node.path("x-rate").asText("NORMAL").toUpperCase(Locale.ROOT)),
        json.isMissingNode() ? null : schema(json),
        body.path("required").asBoolean(false),
        holdsSecret(json, new HashSet<>()),
        List.copyOf(parameters));
  }

  private boolean holdsSecret(JsonNode node, Set<String> followed) {
    String ref = node.path("$ref").asText("");
    if (!ref.isEmpty()) {
      return followed.add(ref) && holdsSecret(resolve(node), followed);
    }
    return node.path("x-secret").asBoolean()
        || StreamSupport.stream(node.spliterator(), false).anyMatch(n -> holdsSecret(n, followed));
  }

  private static Set<Role> roles(String id, JsonNode node) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (node.asText().equals("open")) {
      return roles;
    }
    node.forEach(r -> roles.add(Role.valueOf(r.asText().toUpperCase(Locale.ROOT))));
    if (roles.isEmpty()) {
      throw new IllegalStateException(
          "operation "
              + id
              + " of dispatch-api.yaml says nothing of who may call it."
              + " Maybe add x-roles: [operator, supervisor], or x-roles: open.");
    }
    return roles;
  }

  private ApiParameter parameter(JsonNode node) {
    JsonNode definition = resolve(node.path("schema"));
    return new ApiParameter(
        node.path("name").asText(),
        node.path("in").asText().equals("path"),
        node.path("required").asBoolean(false),
        definition.path("type").asText("string"),
        definition,
        schema(definition));
  }

  private JsonNode resolve(JsonNode node) {
    @Nullable String ref = node.path("$ref").asText(null);
    return ref == null ? node : document.at(ref.substring(1));
  }
}
