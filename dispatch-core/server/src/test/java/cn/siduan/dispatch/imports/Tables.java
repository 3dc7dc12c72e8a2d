package cn.siduan.dispatch.imports;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/** Imports and exports through the API, each by an administrator of its own. */
final class Tables {

  private static final AtomicLong ADMINISTRATORS = new AtomicLong(900_000);

  private final ApiFixture api;

  Tables(ApiFixture api) {
    this.api = api;
  }

  static Actor administrator() {
    return Actor.staff(Role.ADMINISTRATOR, ADMINISTRATORS.getAndIncrement(), "管理员");
  }

  static byte[] csv(String... lines) {
    return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  Answer dryRun(String registry, byte[] file) {
    return post(administrator(), registry, true, file, UUID.randomUUID().toString(), "en");
  }

  Answer run(String registry, byte[] file) {
    return post(administrator(), registry, false, file, UUID.randomUUID().toString(), "en");
  }

  /** For arranging: it must go well. */
  JsonNode load(String registry, String... lines) {
    Answer answer = run(registry, csv(lines));
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return answer.json();
  }

  Answer post(
      Actor actor, String registry, boolean dryRun, byte[] file, String key, String language) {
    String path = "/imports/" + registry + "?dry_run=" + dryRun;
    return api.send(
        actor,
        api.request(actor, path)
            .timeout(Duration.ofMinutes(5))
            .setHeader("Accept-Language", language)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(file)),
        "POST",
        path);
  }

  byte[] export(String registry, String query) {
    Answer answer = api.get(administrator(), "/exports/" + registry + "?" + query);
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return answer.response().body();
  }

  static List<String> errors(JsonNode report) {
    return StreamSupport.stream(report.path("errors").spliterator(), false)
        .map(
            e ->
                e.path("row").asInt()
                    + " "
                    + e.path("column").asText()
                    + " "
                    + e.path("value").asText()
                    + ": "
                    + e.path("message").asText())
        .toList();
  }

  long count(String sql, Object... values) {
    return api.database().read(handle -> handle.select(sql, values).mapTo(Long.class).one());
  }

  String text(String sql, Object... values) {
    return api.database().read(handle -> handle.select(sql, values).mapTo(String.class).one());
  }
}
