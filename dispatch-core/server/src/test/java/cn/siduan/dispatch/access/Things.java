package cn.siduan.dispatch.access;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.SmallPhoto;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The objects one operation is tried with: made when asked for, and anew for each operation. */
final class Things {

  private static final AtomicLong NUMBERS = new AtomicLong(1);
  private static final byte[] PNG = SmallPhoto.png();

  final District district;
  private final ApiFixture api;
  private final Callers callers;
  private long machine;
  private Person caller = Person.RESIDENT;
  private Person owner = Person.RESIDENT;
  private final Map<Person, JsonNode> orders = new EnumMap<>(Person.class);

  Things(ApiFixture api, Callers callers, District district) {
    this.api = api;
    this.callers = callers;
    this.district = district;
  }

  /** Whose call is made next, and whose object it asks for. */
  void turnTo(Person nextCaller, Person nextOwner) {
    caller = nextCaller;
    owner = nextOwner;
  }

  /**
   * What stands for the placeholders of paths. Add yours here if several operations have it, else
   * say it in the row.
   */
  Object placeholder(String name) {
    return switch (name) {
      case "number" -> order(owner).get("number").asText();
      case "task_no", "offer_no" -> 1;
      case "account_id" -> callers.spareAccount();
      case "machine_id" -> {
        machine = callers.spareMachine();
        yield machine;
      }
      case "token_id" -> callers.spareToken(machine);
      case "provider_id" -> district.provider;
      case "worker_id" -> district.worker;
      case "resident_id" -> district.resident;
      case "household_id" -> district.household;
      case "centre_id" -> district.community;
      case "item_id" -> district.menuItem;
      case "slot_id" -> district.slotOfOne;
      default ->
          throw new AssertionError(
              "nobody knows what stands for {%s}. Add .with(\"%s\", t -> …) to the row in AccessTable, or a case to Things.placeholder."
                  .formatted(name, name));
    };
  }

  /** Its community is said: spare districts have one of the same name. */
  Map<String, Object> newOrder() {
    Map<String, Object> order = district.order();
    order.put("centre_id", district.community);
    return order;
  }

  /** The number of the resident's order. */
  String number() {
    return order(Person.RESIDENT).get("number").asText();
  }

  /** What gives an object away that stands in a list. */
  List<String> marks(Whose whose) {
    return switch (whose) {
      case ALL -> List.of();
      case ORDER, PROVIDER, RESIDENT -> List.of(number());
      case AREA ->
          List.of(
              quoted("select code from resident where id = :id", district.resident),
              quoted("select code from household where id = :id", district.household));
    };
  }

  private String quoted(String sql, long id) {
    return api.database()
        .read(h -> '"' + h.createQuery(sql).bind("id", id).mapTo(String.class).one() + '"');
  }

  /** The community the caller visits. */
  long ownCommunity() {
    return caller == Person.OTHER_VISITOR ? district.otherCommunity : district.community;
  }

  /** Another order of the same resident. */
  String otherNumber() {
    return open(Person.RESIDENT).get("number").asText();
  }

  String trackingToken() {
    return order(Person.RESIDENT).get("tracking_path").asText().replaceFirst(".*/", "");
  }

  /** A worker the caller's own provider has. */
  long ownWorker() {
    return caller.stranger ? district.otherWorker : district.worker;
  }

  /** A district of its own, for what would spoil the common one. */
  District spare() {
    return District.in(api.database());
  }

  long freshWorker() {
    return insert(
        "worker (code, provider_id, name, updated_at)", district.provider, "'新街1号', now()");
  }

  long freshHousehold() {
    return insert(
        "household (code, centre_id, address, updated_at)", district.community, "'新街1号', now()");
  }

  long freshResident() {
    return insert(
        "resident (code, household_id, name, updated_at)", district.household, "'新街1号', now()");
  }

  private long insert(String into, long parent, String rest) {
    return api.database()
        .transaction(
            tx ->
                tx.handle()
                    .createQuery(
                        "insert into "
                            + into
                            + " values (:code, :parent, "
                            + rest
                            + ") returning id")
                    .bind("code", fresh())
                    .bind("parent", parent)
                    .mapTo(Long.class)
                    .one());
  }

  /** The caller's own provider. */
  long ownProvider() {
    return caller.stranger ? district.otherProvider : district.provider;
  }

  long categoryOf(long item) {
    return api.database()
        .read(
            h ->
                h.createQuery("select category_id from service_item where id = :id")
                    .bind("id", item)
                    .mapTo(Long.class)
                    .one());
  }

  String attachment() {
    String number = order(owner).get("number").asText();
    String path = "/orders/" + number + "/attachments?kind=PHOTO&name=a.png";
    var answer =
        api.send(
            null,
            callers
                .as(opener(owner), api.request(null, path))
                .header("Content-Type", "application/octet-stream")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(PNG)),
            "POST",
            path);
    return answer.json().get("id").asText();
  }

  Instant tomorrow() {
    return api.clock().instant().plus(Duration.ofDays(1));
  }

  /** A name nothing has yet. */
  String fresh() {
    return "fresh" + NUMBERS.getAndIncrement();
  }

  /**
   * Visitors and machines see what they opened themselves; all others are tried with the resident's
   * order, whose task the worker has.
   */
  private JsonNode order(Person caller) {
    Person opener = opener(caller);
    JsonNode known = orders.get(opener);
    if (known == null) {
      known = open(opener);
      orders.put(opener, known);
      if (opener == Person.RESIDENT) {
        accept(known.get("number").asText());
      }
    }
    return known;
  }

  private static Person opener(Person caller) {
    return caller == Person.VISITOR || caller == Person.MACHINE ? caller : Person.RESIDENT;
  }

  private JsonNode open(Person opener) {
    return done(opener, "/orders", newOrder());
  }

  private void accept(String number) {
    done(
        Person.OPERATOR,
        "/orders/" + number + "/tasks/1/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    done(
        Person.DISPATCHER,
        "/orders/" + number + "/tasks/1/offers/1/accept",
        Map.of("worker_id", district.worker));
  }

  private JsonNode done(Person person, String path, Object body) {
    var answer =
        api.send(
            null,
            callers
                .as(person, api.request(null, path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(Json.write(body))),
            "POST",
            path);
    if (answer.status() >= 300) {
      throw new AssertionError(path + ": " + answer.text());
    }
    return answer.json();
  }
}
