package cn.siduan.dispatch;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.LiveReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How a node is watched, documented and stopped. */
class ManagementTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HttpResponse<String> get(URI uri) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void it_is_ready_while_the_database_answers_and_says_what_is_missing_when_not() {
    try (ApiFixture api = ApiFixture.start()) {
      await().until(() -> get(api.uri("/health/ready")).statusCode() == 200);
      assertThat(get(api.managementUri("/health/ready")).statusCode()).isEqualTo(200);
      api.cutOffDatabase();
      await().until(() -> get(api.uri("/health/ready")).statusCode() == 503);
      assertThat(get(api.uri("/health/ready")).body()).contains("\"database\":false");
      assertThat(get(api.uri("/health/live")).statusCode()).isEqualTo(200);
      api.reconnectDatabase();
      await().until(() -> get(api.uri("/health/ready")).statusCode() == 200);
    }
  }

  @Test
  void an_order_is_measured_from_received_to_shown_and_only_management_tells() {
    try (ApiFixture api = ApiFixture.start()) {
      District district = District.in(api.database());
      try (LiveReader reader = LiveReader.open(api.uri("/"), OPERATOR, null)) {
        await().until(() -> !reader.everything().isEmpty());
        api.post(OPERATOR, "/orders", district.order());
        await().until(() -> reader.told().size() >= 2);
        await()
            .untilAsserted(
                () ->
                    assertThat(get(api.managementUri("/metrics")).body())
                        .contains("siduan_order_received_to_committed_seconds_count")
                        .containsPattern("siduan_live_received_to_relayed_seconds_count [2-9]")
                        .containsPattern("siduan_live_received_to_shown_seconds_count [1-9]")
                        .contains("siduan_live_streams 1"));
        assertThat(get(api.uri("/metrics")).statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void the_documentation_is_served_without_anything_from_outside() {
    try (ApiFixture api = ApiFixture.start()) {
      HttpResponse<String> page = get(api.uri("/docs/"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(page.body()).doesNotContain("http://", "https://", "style=", "onload");
      assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)");
      Pattern.compile("(?:src|href)=\"([^\"#:]+)\"")
          .matcher(page.body())
          .results()
          .forEach(
              m ->
                  assertThat(get(api.uri("/docs/" + m.group(1))).statusCode())
                      .as(m.group(1))
                      .isEqualTo(200));
      assertThat(get(api.uri("/docs/dispatch-api.yaml")).body()).startsWith("openapi: 3.1");
      assertThat(get(api.uri("/docs/live-events.yaml")).body()).startsWith("asyncapi: 3.0");
      assertThat(get(api.uri("/docs/../logback.xml")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_server_that_stops_finishes_what_is_under_way_and_sends_its_screens_elsewhere()
      throws Exception {
    ApiFixture api = ApiFixture.start();
    District district = District.in(api.database());
    String number = api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
    LiveReader reader = LiveReader.open(api.uri("/"), OPERATOR, null);
    await().until(() -> !reader.everything().isEmpty());
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(
            () -> holdOrder(api, number, locked, go), Thread::startVirtualThread);
    locked.await();
    CompletableFuture<Answer> underWay =
        CompletableFuture.supplyAsync(
            () -> api.post(OPERATOR, "/orders/" + number + "/cancel", Map.of("reason", "不要了")),
            Thread::startVirtualThread);
    await().until(() -> isWaiting(api));
    CompletableFuture<Void> stop =
        CompletableFuture.runAsync(api::stopServer, Thread::startVirtualThread);
    await().until(() -> get(api.managementUri("/health/ready")).statusCode() == 503);
    await().until(reader::isOver);
    assertThat(reader.lines()).contains(": this server is closing");
    assertThat(underWay).isNotDone();
    go.countDown();
    assertThat(underWay.get().status()).isEqualTo(200);
    stop.get();
    holder.get();
    api.close();
  }

  private static void holdOrder(
      ApiFixture api, String number, CountDownLatch locked, CountDownLatch go) {
    api.database()
        .transaction(
            tx -> {
              tx.handle()
                  .execute(
                      "select 1 from service_order where id = ? for update",
                      Long.parseLong(number.substring(0, number.length() - 1)));
              locked.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return 0;
            });
  }

  private static boolean isWaiting(ApiFixture api) {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select exists (select 1 from pg_stat_activity where wait_event_type ="
                            + " 'Lock' and datname = current_database())")
                    .mapTo(Boolean.class)
                    .one());
  }
}
