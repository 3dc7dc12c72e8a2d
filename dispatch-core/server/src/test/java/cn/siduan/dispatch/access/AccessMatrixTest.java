package cn.siduan.dispatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.TestSettings;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.ApiContract;
import cn.siduan.dispatch.platform.http.ApiOperation;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the contract, with every role and with none, and with another provider's and
 * another resident's objects, on a whole server with real sessions and tokens.
 */
class AccessMatrixTest {

  private static final ApiContract CONTRACT = ApiContract.load("/dispatch-api.yaml");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  /** What people do with their sessions, and machines have none of. */
  private static final Set<String> OF_SESSIONS =
      Set.of("changePassword", "logOut", "logOutEverywhere");

  private record Answer(int status, String text) {
    String problem() {
      return status >= 400 ? Json.tree(text).path("type").asText().replaceFirst(".*:", "") : "";
    }
  }

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ApiFixture api;
  private static District district;
  private static Callers callers;

  @BeforeAll
  static void start() {
    api = ApiFixture.startSecured(TestSettings.security());
    district = District.in(api.database());
    callers = new Callers(api, district);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  static Stream<String> operations() {
    return CONTRACT.listOperations().stream().map(ApiOperation::id);
  }

  @Test
  void the_table_has_a_line_for_every_operation_and_no_other() {
    List<String> rows = AccessTable.ROWS.stream().map(r -> r.operation).toList();
    Set<String> once = new HashSet<>(rows);
    assertThat(rows).as("lines that stand twice").hasSameSizeAs(once);
    assertThat(once)
        .as("lines without an operation in dispatch-api.yaml")
        .isSubsetOf(operations().collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoever_may_is_let_in_and_nobody_else_and_strangers_find_nothing(String id) {
    ApiOperation operation = CONTRACT.getOperation(id);
    Row row = row(id);
    Things things = new Things(api, callers, district);
    List<String> marks = things.marks(row.whose);
    nobody(operation, row, things);
    for (Person person : Person.owners()) {
      if (!operation.open() && !operation.roles().contains(person.role)) {
        refusedForRole(operation, row, things, person);
      }
    }
    for (Person stranger : row.whose.strangers()) {
      if (operation.open() || operation.roles().contains(stranger.role)) {
        findsNothing(operation, row, things, stranger, marks);
      }
    }
    for (Person person : Person.owners()) {
      if (operation.open() || operation.roles().contains(person.role)) {
        letIn(operation, row, things, person);
      }
    }
  }

  static Row row(String id) {
    return AccessTable.ROWS.stream()
        .filter(r -> r.operation.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    """
                    operation %1$s has no line in AccessTable. Add one in its place, for example
                      row("%1$s").body(t -> Map.of("name", t.fresh())).of(Whose.ORDER),
                    body: one that the contract accepts, if it has any; query: as "a=1&b=2" if it needs one;
                    of: whose its object is (ALL if it is everybody's who has the role), so that others get 404;
                    lists instead of of: where others get the list, but nothing of theirs in it;
                    streams: if it does not end by itself.\
                    """
                        .formatted(id)));
  }

  private static void nobody(ApiOperation operation, Row row, Things things) {
    Answer answer = call(operation, row, things, null, Person.RESIDENT);
    if (operation.open()) {
      assertThat(answer.problem()).as("open, without log-in").isNotEqualTo("not-logged-in");
    } else {
      assertThat(answer.status()).as("without log-in: %s", answer.text()).isEqualTo(401);
    }
  }

  private static void refusedForRole(
      ApiOperation operation, Row row, Things things, Person person) {
    Answer answer = call(operation, row, things, person, person);
    assertThat(answer.status()).as("%s: %s", person, answer.text()).isEqualTo(403);
    assertThat(answer.problem()).as("%s", person).isEqualTo("not-for-role");
  }

  private static void findsNothing(
      ApiOperation operation, Row row, Things things, Person stranger, List<String> marks) {
    // strangers ask for what is the resident's and the provider's
    Answer answer = call(operation, row, things, stranger, Person.RESIDENT);
    if (row.hidden == Row.Hidden.NOT_LISTED) {
      assertThat(answer.status()).as("%s: %s", stranger, answer.text()).isEqualTo(200);
      assertThat(answer.text()).as("%s of %s", stranger, row.operation).doesNotContain(marks);
    } else {
      assertThat(answer.status())
          .as(
              "%s must be told there is no such thing (400: the row's body is not in order): %s",
              stranger, answer.text())
          .isEqualTo(404);
    }
  }

  private static void letIn(ApiOperation operation, Row row, Things things, Person person) {
    Answer answer = call(operation, row, things, person, person);
    if (answer.problem().equals("login-wait") || (row.none && answer.status() == 404)) {
      return;
    }
    if (person == Person.PROVIDER_MACHINE && OF_SESSIONS.contains(operation.id())) {
      assertThat(answer.problem()).isEqualTo("no-session");
      return;
    }
    assertThat(answer.status())
        .as("%s may call it: %s", person, answer.text())
        .isNotIn(403, 404, 405, 429, 500, 503);
    assertThat(answer.problem()).as("%s", person).isNotEqualTo("not-logged-in");
  }

  /**
   * @param owner whose object is asked for
   */
  private static Answer call(
      ApiOperation operation, Row row, Things things, @Nullable Person person, Person owner) {
    // rate limits are not what this is about
    api.clock().advance(Duration.ofSeconds(5));
    things.turnTo(person == null ? owner : person, owner);
    String query = row.query.apply(things);
    String path = path(operation, row, things) + (query.isEmpty() ? "" : "?" + query);
    HttpRequest.Builder request =
        callers
            .as(person, api.request(null, path))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", "\"1\"")
            .method(operation.method(), body(row, things));
    Object body = row.body == null ? null : row.body.apply(things);
    if (body != null) {
      request.header(
          "Content-Type", body instanceof byte[] ? "application/octet-stream" : "application/json");
    }
    return send(request.build(), row.stream);
  }

  private static BodyPublisher body(Row row, Things things) {
    Function<Things, Object> body = row.body;
    if (body == null) {
      return BodyPublishers.noBody();
    }
    return body.apply(things) instanceof byte[] bytes
        ? BodyPublishers.ofByteArray(bytes)
        : BodyPublishers.ofString(Json.write(body.apply(things)));
  }

  static String path(ApiOperation operation, Row row, Things things) {
    Matcher matcher = PLACEHOLDER.matcher(operation.path());
    StringBuilder path = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      Function<Things, Object> own = row.path.get(name);
      Object value = own == null ? things.placeholder(name) : own.apply(things);
      matcher.appendReplacement(path, Matcher.quoteReplacement(value.toString()));
    }
    return matcher.appendTail(path).toString();
  }

  private static Answer send(HttpRequest request, boolean stream) {
    try {
      HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        boolean endless = stream && response.statusCode() == 200;
        return new Answer(
            response.statusCode(),
            endless ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_role_is_walked() {
    assertThat(Person.owners().stream().map(p -> p.role).collect(Collectors.toSet()))
        .isEqualTo(
            Stream.of(Role.values()).filter(r -> r != Role.SYSTEM).collect(Collectors.toSet()));
  }
}
