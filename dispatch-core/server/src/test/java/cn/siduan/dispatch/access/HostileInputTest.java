package cn.siduan.dispatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.TestSettings;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.ApiContract;
import cn.siduan.dispatch.platform.http.ApiOperation;
import cn.siduan.dispatch.platform.http.ApiParameter;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the contract, called by those who may, with bodies, parameters and headers
 * that are spoilt at random: whatever comes, the answer is one the contract knows, never that the
 * server failed. The same seed spoils in the same way; a failure names it.
 */
class HostileInputTest {

  private static final ApiContract CONTRACT = ApiContract.load("/dispatch-api.yaml");
  private static final int TRIES = Integer.getInteger("siduan.fuzz.tries", 12);
  private static final long SEED = Long.getLong("siduan.fuzz.seed", 20260311L);

  private static ApiFixture api;

  @BeforeAll
  static void start() {
    api = ApiFixture.startSecured(TestSettings.security());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  static Stream<String> operations() {
    return CONTRACT.listOperations().stream().map(ApiOperation::id);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatever_is_sent_the_server_answers_and_does_not_fail(String id) {
    ApiOperation operation = CONTRACT.getOperation(id);
    Row row = AccessMatrixTest.row(id);
    if (row.stream) {
      return;
    }
    List<Person> callersOfIt =
        Person.owners().stream()
            .filter(p -> operation.open() || operation.roles().contains(p.role))
            .toList();
    // a district of its own: what one operation retires is not missed by the next
    District district = District.in(api.database());
    Callers callers = new Callers(api, district);
    Things things = new Things(api, callers, district);
    for (int i = 0; i < TRIES; i++) {
      long seed = SEED + i * 31L + id.hashCode();
      Random random = new Random(seed);
      Person person = callersOfIt.get(random.nextInt(callersOfIt.size()));
      Answer answer = send(operation, row, callers, things, person, random);
      assertThat(answer.status())
          .as("seed %d as %s: %s", seed, person, answer.text())
          .isLessThan(500);
    }
  }

  private static Answer send(
      ApiOperation operation,
      Row row,
      Callers callers,
      Things things,
      Person person,
      Random random) {
    // rate limits are not what this is about
    api.clock().advance(Duration.ofSeconds(5));
    things.turnTo(person, person);
    String path = path(operation, row, things, random) + "?" + query(operation, random);
    HttpRequest.Builder request =
        callers
            .as(person, api.request(null, path))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", random.nextBoolean() ? "\"1\"" : "W/\"a\", *")
            .method(operation.method(), body(row, things, random));
    if (row.body != null) {
      request.header("Content-Type", random.nextInt(8) == 0 ? "text/xml" : "application/json");
    }
    return api.send(null, request, operation.method(), path);
  }

  private static String path(ApiOperation operation, Row row, Things things, Random random) {
    if (random.nextInt(4) > 0) {
      return AccessMatrixTest.path(operation, row, things);
    }
    return operation.path().replaceAll("\\{\\w+}", "").equals(operation.path())
        ? operation.path()
        : java.util.regex.Pattern.compile("\\{\\w+}")
            .matcher(operation.path())
            .replaceAll(_ -> encoded(Mutation.hostile(random)) + "1");
  }

  private static String query(ApiOperation operation, Random random) {
    return operation.parameters().stream()
        .filter(p -> !p.inPath() && random.nextInt(3) == 0)
        .map(ApiParameter::name)
        .map(name -> name + "=" + encoded(Mutation.hostile(random)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    return URLEncoder.encode(
        text.length() > 500 ? text.substring(0, 500) : text, StandardCharsets.UTF_8);
  }

  private static BodyPublisher body(Row row, Things things, Random random) {
    Function<Things, Object> body = row.body;
    if (body == null || random.nextInt(30) == 0) {
      return BodyPublishers.noBody();
    }
    if (body.apply(things) instanceof byte[] bytes) {
      return BodyPublishers.ofByteArray(noise(bytes, random));
    }
    String json = Mutation.spoil(Json.tree(Json.write(body.apply(things))), random).toString();
    return random.nextInt(10) == 0
        ? BodyPublishers.ofByteArray(noise(json.getBytes(StandardCharsets.UTF_8), random))
        : BodyPublishers.ofString(json);
  }

  private static byte[] noise(byte[] bytes, Random random) {
    byte[] spoilt = bytes.clone();
    for (int i = 0; i < 3 && spoilt.length > 0; i++) {
      spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
    }
    return spoilt;
  }
}
