package cn.siduan.standalone.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an order finds its provider: declined, let expire, accepted; an emergency; a promise that is
 * broken. The waiting is the engine's own, with short times set through the API and the
 * configuration.
 */
public final class DispatchSmoke {

  /** A service level of seconds, which {@code SmokeRun} adds to the configuration. */
  public static final String QUICK_LEVEL = "SMOKE";

  private static final String ITEM = "0101";
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final long PAUSE_MILLIS = 200;

  private final String base;
  private final String password;
  private final PrintStream out;
  private final Caller operator;
  private final Caller supervisor;
  private final Caller administrator;

  public DispatchSmoke(String base, String password, PrintStream out) {
    this.base = base;
    this.password = password;
    this.out = out;
    operator = staff("op02");
    supervisor = staff("sup1");
    administrator = staff("admin1");
  }

  /**
   * @throws SmokeFailed saying what did not go as it should
   */
  public void run() {
    String path = "/routing/policies/" + policy();
    ObjectNode before = replaced(path, quick());
    say("administrator admin1 gave the routing policy a ladder of short offers, at any hour");
    String breached = promise();
    placed();
    emergency();
    breach(breached);
    replaced(path, before);
    say("the routing policy is as it was");
  }

  private String promise() {
    String number = open("NORMAL");
    await("an offer for " + number, () -> pending(number));
    supervisor.post(
        "/orders/" + number + "/service-level",
        Map.of("level", QUICK_LEVEL, "reason", "promises of seconds, to see one broken"));
    say("order " + number + " has promises of seconds, which nobody is going to keep");
    return number;
  }

  /** One provider after another, ten seconds each, whatever the time of day; then people. */
  private static ObjectNode quick() {
    ObjectNode policy = Caller.object().put("relaxed", true);
    ArrayNode ladder = policy.putArray("ladder");
    ladder.addObject().put("step", "SEQUENTIAL").put("wait", "PT10S").put("times", 9);
    ladder.addObject().put("step", "QUEUE").put("tier", "DISTRICT");
    return policy;
  }

  /** Changes parts of a policy, and answers what it was. */
  private ObjectNode replaced(String path, ObjectNode parts) {
    ObjectNode before = administrator.get(path).deepCopy();
    ObjectNode after = before.deepCopy();
    after.setAll(parts);
    after.remove(List.of("code", "version"));
    administrator.put(path, before.path("version").asInt(), after);
    return before;
  }

  private String policy() {
    return administrator
        .get("/items/" + item(administrator))
        .path("routing_policy")
        .asText("STANDARD");
  }

  private void placed() {
    String number = open("NORMAL");
    JsonNode first = await("an offer for " + number, () -> pending(number));
    explain(number);
    provider(first).post(answer(number, first, "decline"), Map.of("reason", "today all are busy"));
    say(name(first) + " declined: today all are busy");
    JsonNode second = await("a second offer for " + number, () -> pending(number));
    say(name(second) + " is asked next and lets its ten seconds pass");
    await("the expiry", () -> in(number, second.path("no").asInt(), "EXPIRED"));
    JsonNode third = await("a third offer for " + number, () -> pending(number));
    say("the offer expired; " + name(third) + " is asked");
    finish(number, third);
  }

  private void explain(String number) {
    JsonNode decision = operator.get("/orders/" + number + "/tasks/1/routing").at("/items/0");
    say("routed by policy " + decision.path("policy").asText() + ": " + text(decision));
    int shown = 0;
    for (JsonNode c : decision.path("candidates")) {
      if (shown++ < 3) {
        say("  " + c.path("name").asText() + " " + parts(c));
      }
    }
    shown = 0;
    for (JsonNode m : decision.path("misses")) {
      if (shown++ < 3) {
        say("  not " + m.path("name").asText() + ": it " + text(m.at("/reasons/0")));
      }
    }
  }

  /** The score, and what it is made of. */
  private static String parts(JsonNode candidate) {
    StringBuilder text = new StringBuilder("%.2f".formatted(candidate.path("score").asDouble()));
    candidate
        .path("parts")
        .properties()
        .forEach(p -> text.append(", %s %.2f".formatted(p.getKey(), p.getValue().asDouble())));
    return text.toString();
  }

  private void finish(String number, JsonNode offer) {
    Caller dispatcher = provider(offer);
    JsonNode worker = dispatcher.get("/workers?limit=1").path("items").path(0);
    dispatcher.post(
        answer(number, offer, "accept"), Map.of("worker_id", worker.path("id").asLong()));
    say(name(offer) + " accepted and names " + worker.path("name").asText());
    Caller atTheDoor = staff(worker.path("code").asText().toLowerCase(Locale.ROOT));
    for (String step : List.of("depart", "arrive", "start")) {
      atTheDoor.post("/orders/" + number + "/tasks/1/" + step, Map.of());
    }
    atTheDoor.post("/orders/" + number + "/tasks/1/resolve", Map.of("result", "已办结"));
    operator.post(
        "/orders/" + number + "/follow-up", Map.of("resolved", true, "satisfaction", "SATISFIED"));
    String state = operator.get("/orders/" + number).path("state").asText();
    require(state.equals("CLOSED"), "order " + number + " should be closed and is " + state);
    say("resolved, followed up: order " + number + " is closed");
  }

  private void emergency() {
    String number = open("EMERGENCY");
    await("offers for the emergency " + number, () -> pending(number));
    int asked = 0;
    for (JsonNode offer : offers(number)) {
      asked += offer.path("mode").asText().equals("BROADCAST") ? 1 : 0;
    }
    require(asked > 0, "the emergency was not broadcast");
    say("emergency " + number + " is put to " + asked + " providers at once");
    // work on a task names the order without its check digit
    String subject = "order/" + number.substring(0, number.length() - 1) + "/task/1\"";
    int queues = 0;
    for (JsonNode queue : supervisor.get("/work").path("items")) {
      String name = queue.path("queue").asText();
      if (name.startsWith("people.")
          && supervisor.get("/work/" + name + "/items").toString().contains(subject)) {
        queues++;
      }
    }
    require(queues > 0, "no people were asked for the emergency");
    say("and waits in " + queues + " queues of people");
    String told = supervisor.get("/messages?order=" + number).toString();
    require(told.contains("SOS_ALARM"), "no emergency contact was told: " + told);
    say("and the emergency contact was sent a message");
  }

  private void breach(String number) {
    JsonNode broken = await("the breach of " + number, () -> event(number, "ClockBreached"));
    say("promise of order " + number + " broken: " + broken.path("data"));
    JsonNode raised = await("its escalation", () -> event(number, "BreachEscalated"));
    say("nobody ended it, so it went up a tier: " + raised.path("data"));
    JsonNode told = supervisor.get("/inbox").path("items");
    for (JsonNode message : told) {
      if (message.toString().contains(number)) {
        say("supervisor sup1 was told: " + message.path("text").asText());
        return;
      }
    }
    throw new SmokeFailed("the supervisor was not told of the breach: " + told);
  }

  private @Nullable JsonNode event(String number, String type) {
    for (JsonNode event : operator.get("/orders/" + number + "/history").path("items")) {
      if (event.path("type").asText().equals(type)) {
        return event;
      }
    }
    return null;
  }

  private String open(String priority) {
    JsonNode someone = someone(priority.equals("EMERGENCY"));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("item_id", item(operator));
    body.put("resident_id", someone.path("id").asLong());
    body.put("contact_name", someone.path("name").asText());
    body.put("contact_phone", someone.path("phones").path(0).path("phone").asText("13900000000"));
    JsonNode household = operator.get("/households/" + someone.path("household_id").asLong());
    body.put("address", household.path("address").asText());
    body.put("centre_id", household.path("centre_id").asLong());
    body.put("priority", priority);
    body.put("summary", "厨房和卫生间打扫");
    String someDay = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20).toString();
    body.put("form", Map.of("area_m2", 60, "preferred_date", someDay, "part_of_day", "MORNING"));
    body.put("despite_duplicates", true);
    return operator.post("/orders", body).json().path("number").asText();
  }

  private JsonNode someone(boolean withContact) {
    for (JsonNode resident : operator.get("/residents?limit=200").path("items")) {
      boolean hasContact = !resident.path("emergency_contacts").isEmpty();
      if (resident.has("household_id") && (hasContact || !withContact)) {
        return resident;
      }
    }
    throw new SmokeFailed("no resident has what the smoke needs");
  }

  private JsonNode offers(String number) {
    return operator.get("/orders/" + number).path("tasks").path(0).path("offers");
  }

  private @Nullable JsonNode pending(String number) {
    for (JsonNode offer : offers(number)) {
      if (offer.path("state").asText().equals("PENDING")) {
        return offer;
      }
    }
    return null;
  }

  private @Nullable JsonNode in(String number, int offerNo, String state) {
    for (JsonNode offer : offers(number)) {
      if (offer.path("no").asInt() == offerNo && offer.path("state").asText().equals(state)) {
        return offer;
      }
    }
    return null;
  }

  /** Asks until there is an answer. */
  private static JsonNode await(String what, Supplier<@Nullable JsonNode> question) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      JsonNode answer = question.get();
      if (answer != null) {
        return answer;
      }
      pause();
    }
    throw new SmokeFailed(what + " did not come within " + LONGEST.toSeconds() + " s");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SmokeFailed("interrupted", e);
    }
  }

  private static long item(Caller caller) {
    return caller.get("/catalogue").path("categories").findParents("code").stream()
        .filter(item -> item.path("code").asText().equals(ITEM))
        .findFirst()
        .orElseThrow(() -> new SmokeFailed("the catalogue has no item " + ITEM))
        .path("id")
        .asLong();
  }

  private Caller provider(JsonNode offer) {
    String code =
        operator.get("/providers/" + offer.path("provider_id").asLong()).path("code").asText();
    return staff(code.toLowerCase(Locale.ROOT));
  }

  private static String answer(String number, JsonNode offer, String answer) {
    return "/orders/" + number + "/tasks/1/offers/" + offer.path("no").asInt() + "/" + answer;
  }

  private static String name(JsonNode offer) {
    return offer.path("provider_name").asText();
  }

  private static String text(JsonNode node) {
    return node.path("text").asText();
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
