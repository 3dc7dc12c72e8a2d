package cn.siduan.standalone.smoke;

import cn.siduan.standalone.smoke.Caller.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** 随时下单 · 快速反应 · 及时解决 · 有效跟踪, once for the web and once at the door. */
public final class Smoke {

  private static final String ITEM = "0101";

  private final String base;
  private final String password;
  private final String residentPhone;
  private final Function<String, String> codes;
  private final PrintStream out;

  /**
   * @param password that the demo's accounts share
   * @param residentPhone of a resident
   * @param codes reads the one-time code that was sent to a telephone
   */
  public Smoke(
      String base,
      String password,
      String residentPhone,
      Function<String, String> codes,
      PrintStream out) {
    this.base = base;
    this.password = password;
    this.residentPhone = residentPhone;
    this.codes = codes;
    this.out = out;
  }

  /**
   * @throws SmokeFailed saying what did not go as it should
   */
  public void run() {
    Caller anybody = new Caller(base);
    require(
        anybody.page("/docs/").contains("dispatch-api.yaml")
            && anybody.page("/docs/dispatch-api.yaml").startsWith("openapi:"),
        "there is no documentation at /docs/");
    say("the documentation is served at /docs/");
    Caller operator = staff("op01");
    try (LiveWatch live = new LiveWatch(operator)) {
      say("operator op01 is logged in and watches the live stream");
      String web = takeWebOrder();
      see(live, web, "RECEIVED");
      work(operator, live, web);
      String visit = takeVisitOrder();
      see(live, visit, "RECEIVED");
      work(operator, live, visit);
    }
  }

  private String takeWebOrder() {
    Caller resident = resident();
    JsonNode home = resident.get("/me/household");
    Map<String, Object> body =
        order(
            resident,
            home.path("resident").path("name").asText(),
            residentPhone,
            home.path("household").path("address").asText());
    JsonNode order = resident.post("/orders", body).json();
    String number = order.path("number").asText();
    require(
        order.path("channel").asText().equals("WEB"), "the order did not come by WEB: " + order);
    say("the resident ordered on the web: order " + number + " is received");
    return number;
  }

  /** Residents have no password: a code is sent to their telephone. */
  private Caller resident() {
    Caller caller = new Caller(base);
    JsonNode sent = caller.post("/login/code", Map.of("phone", residentPhone)).json();
    Answer welcome =
        caller.post(
            "/login/code/verify",
            Map.of(
                "phone", residentPhone,
                "code", codes.apply(residentPhone),
                "request", sent.path("request").asText()));
    say("a resident is logged in by a one-time code");
    return caller.welcome(welcome);
  }

  /** Taken down offline at the door, and sent twice because the first answer was lost. */
  private String takeVisitOrder() {
    Caller visitor = staff("v001");
    long centre = visitor.session().path("centre_id").asLong();
    JsonNode someone = visitor.get("/residents?limit=1&centre_id=" + centre).path("items").path(0);
    JsonNode household = visitor.get("/households/" + someone.path("household_id").asLong());
    Map<String, Object> body =
        order(
            visitor,
            someone.path("name").asText(),
            someone.path("phones").path(0).path("phone").asText("13900000000"),
            household.path("address").asText());
    body.put("resident_id", someone.path("id").asLong());
    body.put("device_ref", UUID.randomUUID().toString());
    body.put("occurred_at", Instant.now().minus(Duration.ofHours(2)).toString());
    Answer first = visitor.post("/orders", body);
    Answer second = visitor.post("/orders", body);
    String number = first.json().path("number").asText();
    require(first.status() == 201, "the home-visit order was not made: " + first);
    require(
        second.status() == 200 && second.json().path("number").asText().equals(number),
        "sent twice, the home-visit order became two: " + number + " and " + second.json());
    say("visitor v001 sent an order taken down offline two hours ago, twice: one order, " + number);
    return number;
  }

  private Map<String, Object> order(Caller caller, String name, String phone, String address) {
    Map<String, Object> body = new java.util.LinkedHashMap<>();
    body.put("item_id", itemId(caller));
    body.put("contact_name", name);
    body.put("contact_phone", phone);
    body.put("address", address);
    body.put("summary", "厨房和卫生间打扫");
    body.put(
        "form",
        Map.of(
            "area_m2",
            60,
            "preferred_date",
            java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(20).toString(),
            "part_of_day",
            "MORNING"));
    body.put("despite_duplicates", true);
    return body;
  }

  private static long itemId(Caller caller) {
    return caller.get("/catalogue").path("categories").findParents("code").stream()
        .filter(item -> item.path("code").asText().equals(ITEM))
        .findFirst()
        .orElseThrow(() -> new SmokeFailed("the catalogue has no item " + ITEM))
        .path("id")
        .asLong();
  }

  /** Offered, accepted, worked, resolved, followed up: closed. */
  private void work(Caller operator, LiveWatch live, String number) {
    JsonNode offer = offer(operator, number);
    long providerId = offer.path("provider_id").asLong();
    String code = operator.get("/providers/" + providerId).path("code").asText();
    say("it is offered to " + offer.path("provider_name").asText() + " (" + code + ")");

    Caller dispatcher = staff(code.toLowerCase(Locale.ROOT));
    JsonNode worker = dispatcher.get("/workers?limit=1").path("items").path(0);
    String task = "/orders/" + number + "/tasks/1";
    dispatcher.post(
        task + "/offers/" + offer.path("no").asInt() + "/accept",
        Map.of("worker_id", worker.path("id").asLong()));
    say("the provider accepted and names " + worker.path("name").asText());

    Caller atTheDoor = staff(worker.path("code").asText().toLowerCase(Locale.ROOT));
    for (String step : List.of("depart", "arrive", "start")) {
      atTheDoor.post(task + "/" + step, Map.of());
    }
    atTheDoor.post(task + "/resolve", Map.of("result", "已打扫干净，居民确认"));
    see(live, number, "FOLLOW_UP");
    say("the worker departed, arrived, worked and resolved it; it waits for follow-up");

    operator.post(
        "/orders/" + number + "/follow-up", Map.of("resolved", true, "satisfaction", "SATISFIED"));
    see(live, number, "CLOSED");
    String state = operator.get("/orders/" + number).path("state").asText();
    require(state.equals("CLOSED"), "order " + number + " should be closed and is " + state);
    say("the resident is satisfied: order " + number + " is closed, and the live stream said so");
  }

  /** The router may have been quicker than the operator. */
  private static JsonNode offer(Caller operator, String number) {
    JsonNode open = pendingOffer(operator.get("/orders/" + number));
    if (!open.isMissingNode()) {
      return open;
    }
    JsonNode order = operator.get("/orders/" + number);
    String query =
        "/providers?limit=1&item_id="
            + order.path("item_id").asLong()
            + "&centre_id="
            + order.path("centre_id").asLong();
    JsonNode provider = operator.get(query).path("items").path(0);
    require(provider.has("id"), "nobody does that there: " + query);
    try {
      operator.post(
          "/orders/" + number + "/tasks/1/offers",
          Map.of("provider_ids", List.of(provider.path("id").asLong()), "mode", "DIRECT"));
    } catch (SmokeFailed e) {
      if (pendingOffer(operator.get("/orders/" + number)).isMissingNode()) {
        throw e;
      }
    }
    return pendingOffer(operator.get("/orders/" + number));
  }

  private static JsonNode pendingOffer(JsonNode order) {
    for (JsonNode offer : order.path("tasks").path(0).path("offers")) {
      if (offer.path("state").asText().equals("PENDING")) {
        return offer;
      }
    }
    return order.path("no pending offer");
  }

  private Caller staff(String login) {
    return new Caller(base).logIn(login, password);
  }

  private static void see(LiveWatch live, String number, String state) {
    live.awaitOrder(number, state);
  }

  private void say(String what) {
    out.println("  " + what);
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new SmokeFailed(otherwise);
    }
  }
}
