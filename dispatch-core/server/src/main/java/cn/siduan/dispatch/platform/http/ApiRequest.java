package cn.siduan.dispatch.platform.http;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that the contract found in order: the caller has the role, parameters and body fit
 * their schemas.
 *
 * @param caller null where nobody had to log in
 * @param body null unless the operation has a JSON body
 * @param bytes the body as it came
 * @param header finds a header by name
 * @param peer network address the request came from
 * @param received when its first byte reached us
 */
public record ApiRequest(
    ApiOperation operation,
    String id,
    @Nullable Actor caller,
    Locale language,
    Map<String, JsonNode> parameters,
    @Nullable JsonNode body,
    byte[] bytes,
    Function<String, @Nullable String> header,
    String peer,
    Instant received) {

  public Actor actor() {
    return Objects.requireNonNull(caller, "operation is open");
  }

  /**
   * The body as a record whose components are named as in the contract (camelCase for snake_case).
   */
  public <T> T body(Class<T> type) {
    return Json.as(Objects.requireNonNull(body, "operation has no JSON body"), type);
  }

  public Optional<String> findText(String parameter) {
    return Optional.ofNullable(parameters.get(parameter)).map(JsonNode::asText);
  }

  public String text(String parameter) {
    return findText(parameter).orElseThrow();
  }

  public long number(String parameter) {
    return findNumber(parameter).orElseThrow();
  }

  public Optional<Long> findNumber(String parameter) {
    return Optional.ofNullable(parameters.get(parameter)).map(JsonNode::asLong);
  }

  public boolean flag(String parameter) {
    JsonNode value = parameters.get(parameter);
    return value != null && value.asBoolean();
  }

  public Optional<Instant> findInstant(String parameter) {
    return findText(parameter).map(Instant::parse);
  }

  /** The contract makes sure that it is there where it must be. */
  public Optional<IfMatch> findIfMatch() {
    return Optional.ofNullable(header.apply("If-Match")).map(IfMatch::of);
  }

  public IfMatch ifMatch() {
    return findIfMatch().orElseThrow(() -> Problem.of(428, "if-match-required").exception());
  }

  public @Nullable String findHeader(String name) {
    return header.apply(name);
  }
}
