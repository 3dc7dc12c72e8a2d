package cn.siduan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What somebody does at another place while a test looks at a screen: by the API, without one. */
final class Elsewhere implements AutoCloseable {

  private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Product product;
  private final BrowserContext context = Chromium.running().newContext();
  private final String csrf;

  private Elsewhere(Product product, String login) {
    this.product = product;
    APIResponse answer =
        context
            .request()
            .post(
                product.url() + "/api/v1/login",
                RequestOptions.create()
                    .setData(Map.of("login", login, "password", product.password())));
    assertThat(answer.status()).as("log-in of " + login).isEqualTo(200);
    csrf = json(answer).get("csrf_token").asText();
  }

  static Elsewhere as(String login) {
    return new Elsewhere(Product.running(), login);
  }

  /** On another product than the one all tests share. */
  static Elsewhere as(Product product, String login) {
    return new Elsewhere(product, login);
  }

  JsonNode get(String path) {
    APIResponse answer = context.request().get(product.url() + "/api/v1" + path);
    assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(200);
    return json(answer);
  }

  JsonNode post(String path, Object body) {
    return send("POST", path, body);
  }

  JsonNode put(String path, Object body) {
    return send("PUT", path, body);
  }

  private JsonNode send(String method, String path, Object body) {
    APIResponse answer =
        context
            .request()
            .fetch(
                product.url() + "/api/v1" + path,
                RequestOptions.create()
                    .setMethod(method)
                    .setHeader("X-CSRF-Token", csrf)
                    .setHeader("Content-Type", "application/json")
                    .setHeader("Idempotency-Key", UUID.randomUUID().toString())
                    .setData(written(body)));
    assertThat(answer.status()).as("%s: %s", path, answer.text()).isBetween(200, 204);
    return json(answer);
  }

  JsonNode put(String path, int version, Object body) {
    APIResponse answer =
        context
            .request()
            .put(
                product.url() + "/api/v1" + path,
                RequestOptions.create()
                    .setHeader("X-CSRF-Token", csrf)
                    .setHeader("Content-Type", "application/json")
                    .setHeader("If-Match", "\"" + version + "\"")
                    .setData(written(body)));
    assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(200);
    return json(answer);
  }

  /** Somebody rings and wants what somebody wanted before; answers the order's number. */
  String takeOrder(String summary) {
    String before = get("/orders?limit=1&item_id=1").at("/items/0/number").asText();
    JsonNode whole = get("/orders/" + before);
    ObjectNode order = JSON.createObjectNode();
    List.of("item_id", "contact_name", "contact_phone", "address", "centre_id")
        .forEach(field -> order.set(field, whole.get(field)));
    // what was answered on the call has an empty form, so it is filled in anew
    order
        .putObject("form")
        .put("area_m2", 60)
        .put("preferred_date", LocalDate.ofInstant(product.now(), DISTRICT).plusDays(3).toString())
        .put("part_of_day", "MORNING");
    order.put("channel", "PHONE").put("summary", summary).put("despite_duplicates", true);
    return post("/orders", order).get("number").asText();
  }

  /** By hand, over the router's head, once the router has had its say. */
  void offer(String number, List<Integer> providers, String mode) {
    // at night it finds nobody who is open, and says so
    await()
        .atMost(PATIENCE)
        .until(() -> !get("/orders/" + number + "/tasks/1/routing").get("items").isEmpty());
    post(
        "/orders/" + number + "/tasks/1/offers",
        Map.of("provider_ids", providers, "mode", mode, "reason", "家属指定", "seconds", 600));
  }

  String taskState(String number) {
    return get("/orders/" + number).at("/tasks/0/state").asText();
  }

  private static String written(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode json(APIResponse answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + answer.text(), e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
