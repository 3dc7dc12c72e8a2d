package cn.siduan.standalone;

import cn.siduan.standalone.smoke.Caller;
import cn.siduan.standalone.smoke.SmokeFailed;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The same once more by telephone, with real calls: from the ringing to the follow-up by key. */
final class PhoneSmoke {

  private static final String EXTENSION = "8001";
  private static final String ITEM = "0101";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration OF_CHECK_INS = Duration.ofSeconds(150);

  private final String base;
  private final String password;
  private final String number;
  private final RunSipp sipp;
  private final PrintStream out;

  /**
   * @param number of a resident whom nobody shares it with
   */
  PhoneSmoke(String base, String password, String number, RunSipp sipp, PrintStream out) {
    this.base = base;
    this.password = password;
    this.number = number;
    this.sipp = sipp;
    this.out = out;
  }

  void run() {
    try {
      Caller operator = staff("op01");
      String order = talk(operator);
      carryOut(order);
      followUp(operator, order);
      askByKey(operator);
      checkIn(operator);
    } catch (IOException e) {
      throw new SmokeFailed("SIPp could not be run: " + e.getMessage(), e);
    }
  }

  /** A known resident calls, waits, and is answered by a telephone that rings. */
  private String talk(Caller operator) throws IOException {
    Process caller = sipp.call(number, "您好，我家厨房要打扫，请派人来。", "", 60);
    String call = awaitCall(operator, "WAITING").path("id").asText();
    say("a resident calls the hotline from " + number + " and waits: " + said(operator, call));
    Process phone = sipp.answer(EXTENSION, "您好，服务热线，马上给您登记。", 12, 60);
    operator.put("/presence", Map.of("state", "AVAILABLE", "extension", EXTENSION));
    awaitCall(operator, "TALKING");
    JsonNode card = operator.get("/calls/" + call);
    JsonNode resident = card.path("residents").path(0);
    say("telephone " + EXTENSION + " rings and is picked up; the screen shows " + name(resident));
    String order = file(operator, resident);
    require(RunSipp.ends(phone, 60), "the operator's telephone did not hang up");
    operator.post("/calls/" + call + "/wrap-up", Map.of("outcome", "ORDER", "order_number", order));
    say("the operator filed order " + order + " during the call, hung up and wrapped up");
    require(RunSipp.ends(caller, 90), "the caller is still on the line");
    List<String> types = operator.get("/calls/" + call).path("history").findValuesAsText("type");
    require(types.contains("rated"), "the caller was not asked how it was: " + types);
    say("the caller was asked by key how it was, and the call ended: " + types);
    operator.put("/presence", Map.of("state", "PAUSED", "reason", "smoke", "extension", EXTENSION));
    return order;
  }

  private static String name(JsonNode resident) {
    return resident.path("name").asText() + " " + resident.path("care_flags");
  }

  private String said(Caller operator, String call) {
    return operator.get("/calls/" + call).path("history").path(0).at("/data/said").toString();
  }

  private JsonNode awaitCall(Caller operator, String state) {
    return awaited(
        "a call from " + number + " in " + state,
        PATIENCE,
        () -> {
          for (JsonNode call : operator.get("/calls?limit=20&state=" + state).path("items")) {
            if (call.path("number").asText().equals(number)) {
              return call;
            }
          }
          return Caller.nothing();
        },
        call -> call.has("id"));
  }

  private String file(Caller operator, JsonNode resident) {
    JsonNode household = operator.get("/households/" + resident.path("household_id").asLong());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("item_id", itemId(operator));
    body.put("channel", "PHONE");
    body.put("resident_id", resident.path("id").asLong());
    body.put("contact_name", resident.path("name").asText());
    body.put("contact_phone", number);
    body.put("address", household.path("address").asText());
    body.put("centre_id", household.path("centre_id").asLong());
    body.put("summary", "电话下单：厨房打扫");
    body.put(
        "form",
        Map.of(
            "area_m2",
            60,
            "preferred_date",
            LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20).toString(),
            "part_of_day",
            "MORNING"));
    body.put("despite_duplicates", true);
    return operator.post("/orders", body).json().path("number").asText();
  }

  private static long itemId(Caller caller) {
    return caller.get("/catalogue").path("categories").findParents("code").stream()
        .filter(item -> item.path("code").asText().equals(ITEM))
        .findFirst()
        .orElseThrow(() -> new SmokeFailed("the catalogue has no item " + ITEM))
        .path("id")
        .asLong();
  }

  /** Routed by itself, accepted, worked and resolved. */
  private void carryOut(String order) {
    Caller supervisor = staff("op01");
    JsonNode offer =
        awaited(
            "an offer of order " + order,
            PATIENCE,
            () -> pending(supervisor.get("/orders/" + order)),
            o -> o.has("provider_id"));
    String provider =
        supervisor
            .get("/providers/" + offer.path("provider_id").asLong())
            .path("code")
            .asText()
            .toLowerCase(Locale.ROOT);
    Caller dispatcher = staff(provider);
    JsonNode worker = dispatcher.get("/workers?limit=1").path("items").path(0);
    String task = "/orders/" + order + "/tasks/1";
    dispatcher.post(
        task + "/offers/" + offer.path("no").asInt() + "/accept",
        Map.of("worker_id", worker.path("id").asLong()));
    Caller atTheDoor = staff(worker.path("code").asText().toLowerCase(Locale.ROOT));
    for (String step : List.of("depart", "arrive", "start")) {
      atTheDoor.post(task + "/" + step, Map.of());
    }
    atTheDoor.post(task + "/resolve", Map.of("result", "已打扫干净"));
    say(
        "it was routed to "
            + offer.path("provider_name").asText()
            + ", accepted, worked and resolved");
  }

  private static JsonNode pending(JsonNode order) {
    for (JsonNode offer : order.path("tasks").path(0).path("offers")) {
      if (offer.path("state").asText().equals("PENDING")) {
        return offer;
      }
    }
    return Caller.nothing();
  }

  /** The centre calls; the resident presses 1 for "settled" and 1 for "satisfied". */
  private void followUp(Caller operator, String order) throws IOException {
    Process resident = sipp.beCalled("1", "1", 7_000, 60);
    JsonNode closed =
        awaited(
            "order " + order + " closed by the follow-up call",
            PATIENCE,
            () -> operator.get("/orders/" + order),
            o -> o.path("state").asText().equals("CLOSED"));
    resident.destroy();
    require(
        closed.path("satisfaction").asText().equals("SATISFIED"),
        "the second key was not heard: " + closed.path("satisfaction"));
    say(
        "the centre called "
            + number
            + ": 1, settled; 1, satisfied; order "
            + order
            + " is closed");
  }

  private void askByKey(Caller operator) throws IOException {
    Process caller = sipp.call(number, "我想问一下上次的事。", "2", 20);
    JsonNode call = awaitCall(operator, "WAITING");
    String path = "/calls/" + call.path("id").asText();
    JsonNode history =
        awaited(
            "the answer to key 2",
            PATIENCE,
            () -> operator.get(path).path("history"),
            h -> h.toString().contains("status-"));
    caller.destroy();
    say("a caller pressed 2 and heard what became of the order: " + history.findValue("key"));
  }

  /** Nobody picks up, neither the residents nor those to be told: somebody is sent. */
  private void checkIn(Caller operator) {
    Caller supervisor = staff("sup1");
    JsonNode someone = operator.get("/calls?limit=1").path("items").path(0);
    long resident = someone.path("resident_id").asLong();
    long household = operator.get("/residents/" + resident).path("household_id").asLong();
    long centre = operator.get("/households/" + household).path("centre_id").asLong();
    supervisor.post(
        "/check-in-plans",
        Map.of(
            "name",
            "独居老人每日问候",
            "centre_id",
            centre,
            "care_flags",
            List.of("LIVES_ALONE"),
            "weekdays",
            List.of(1, 2, 3, 4, 5, 6, 7),
            "begins",
            "00:00",
            "ends",
            "23:59",
            "attempts",
            1,
            "retry_minutes",
            1,
            "active",
            true));
    JsonNode visit =
        awaited(
            "a check-in that ends with somebody being sent",
            OF_CHECK_INS,
            () -> operator.get("/check-ins?limit=1&state=VISIT").path("items").path(0),
            c -> c.has("order_number"));
    JsonNode order = operator.get("/orders/" + visit.path("order_number").asText());
    say(
        "nobody answered the check-in call for "
            + visit.path("resident_name").asText()
            + ": order "
            + order.path("number").asText()
            + ", priority "
            + order.path("priority").asText()
            + ", for "
            + visit.path("centre_name").asText()
            + ": "
            + order.path("summary").asText());
  }

  private static JsonNode awaited(
      String what, Duration patience, Supplier<JsonNode> look, Predicate<JsonNode> right) {
    long until = System.nanoTime() + patience.toNanos();
    JsonNode seen = look.get();
    while (!right.test(seen)) {
      if (System.nanoTime() > until) {
        throw new SmokeFailed("there was no " + what + "; at last: " + seen);
      }
      try {
        Thread.sleep(500);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SmokeFailed("interrupted", e);
      }
      seen = look.get();
    }
    return seen;
  }

  private Caller staff(String login) {
    return new Caller(base).logIn(login, password);
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
