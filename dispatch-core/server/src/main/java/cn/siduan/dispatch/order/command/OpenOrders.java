package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.command.Askers.Asker;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.order.view.Summary;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.ProblemException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes new orders, by every channel. */
public final class OpenOrders {

  /** Body of openOrder, as in the contract. */
  public record Body(
      long itemId,
      @Nullable List<Long> assistItemIds,
      @Nullable Priority priority,
      @Nullable Long residentId,
      String contactName,
      String contactPhone,
      String address,
      @Nullable Long centreId,
      @Nullable Double latitude,
      @Nullable Double longitude,
      String summary,
      @Nullable JsonNode form,
      @Nullable Long slotId,
      @Nullable String directAnswer,
      boolean despiteDuplicates,
      @Nullable UUID deviceRef) {}

  /** Of service-levels.yaml. */
  private static final String EMERGENCY_LEVEL = "EMERGENCY";

  private final Platform platform;
  private final Orders orders;
  private final OrderViews views;
  private final CatalogueDirectory catalogue;
  private final Askers askers;

  public OpenOrders(
      Platform platform,
      Orders orders,
      OrderViews views,
      CatalogueDirectory catalogue,
      Askers askers) {
    this.platform = platform;
    this.orders = orders;
    this.views = views;
    this.catalogue = catalogue;
    this.askers = askers;
  }

  public ApiReply open(ApiRequest request) {
    Body body = request.body(Body.class);
    Optional<ApiReply> earlier = findSentBefore(request, body);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Wish wish = check(request.actor(), body);
    try {
      return platform
          .commands()
          .run(request, tx -> open(tx, request, body, wish), this::findRefusal);
    } catch (SentBefore _) {
      return findSentBefore(request, body)
          .orElseThrow(() -> Problem.of(409, "changed-meanwhile").exception());
    }
  }

  /** What can be said of the request without a transaction, from the directories. */
  private record Wish(Item item, List<Long> assistItemIds, JsonNode form, @Nullable Long areaId) {}

  private Wish check(Actor actor, Body body) {
    Item item = requireItem(catalogue, body.itemId(), "item_id");
    List<Long> assist = Objects.requireNonNullElse(body.assistItemIds(), List.of());
    assist.forEach(id -> requireItem(catalogue, id, "assist_item_ids"));
    return new Wish(item, assist, form(item, body), askers.area(actor, body));
  }

  private ApiReply open(Tx tx, ApiRequest request, Body body, Wish wish) {
    Item item = wish.item();
    Asker asker = askers.find(tx, request.actor(), body, wish.areaId());
    List<Summary> duplicates =
        Duplicates.find(
            tx.handle(),
            request.actor(),
            item.id(),
            asker.householdId(),
            Duplicates.phone(request.actor(), body.contactPhone()),
            item.name());
    if (!duplicates.isEmpty() && !body.despiteDuplicates()) {
      throw Problem.of(409, "duplicates")
          .with("numbers", duplicates.stream().map(Summary::number).toList())
          .extended(
              "duplicates",
              Duplicates.mayAskForAnybody(request.actor()) ? duplicates : numbers(duplicates))
          .exception();
    }
    Slots.check(tx, body.slotId(), item, platform.clock().instant());
    long id = OrderStore.nextId(tx.handle());
    Intake intake =
        new Intake(
            id,
            RequestFacts.by(request, platform.clock()).channel(),
            request.actor().tier(),
            priority(request.actor(), body, item),
            item.id(),
            item.formVersion(),
            asker.residentId(),
            asker.householdId(),
            body.contactName(),
            body.contactPhone(),
            body.address(),
            asker.centreId(),
            body.latitude(),
            body.longitude(),
            body.summary(),
            wish.form(),
            body.slotId(),
            null,
            duplicates.stream().map(d -> RequestFacts.number("number", d.number()).id()).toList(),
            TrackingToken.next(),
            body.deviceRef());
    Order order =
        orders.decide(
            tx,
            null,
            new OrderCommand.Open(intake, wish.assistItemIds(), body.directAnswer()),
            request);
    Slots.book(tx, body.slotId(), order);
    return created(tx, request, order);
  }

  private ApiReply created(Tx tx, ApiRequest request, Order order) {
    return ApiReply.created(
            "/api/v1/orders/" + order.number(), views.view(tx.handle(), request.actor(), order))
        .version(order.version());
  }

  /** The item, if it can be ordered. */
  public static Item requireItem(CatalogueDirectory catalogue, long id, String field) {
    return catalogue
        .find(id)
        .filter(i -> !i.retired())
        .orElseThrow(() -> Problem.input(FieldError.of(field, id, "no-such-item")).exception());
  }

  private static JsonNode form(Item item, Body body) {
    JsonNode form = body.form() == null ? Json.object() : body.form();
    if (body.directAnswer() != null && body.form() == null) {
      return form;
    }
    List<FieldError> errors = item.checkForm(form);
    if (!errors.isEmpty()) {
      throw Problem.input(errors).exception();
    }
    return form;
  }

  /**
   * Anybody may call out an emergency, and some items are one; to put an order before others
   * otherwise is the centre's decision.
   */
  private static Priority priority(Actor actor, Body body, Item item) {
    Priority usual =
        item.serviceLevel().equals(EMERGENCY_LEVEL) ? Priority.EMERGENCY : Priority.NORMAL;
    Priority asked = Objects.requireNonNullElse(body.priority(), usual);
    boolean trusted = actor.role().isCentreStaff() || actor.role() == Role.VISITOR;
    return asked == Priority.HIGH && !trusted ? Priority.NORMAL : asked;
  }

  private static List<Map<String, String>> numbers(List<Summary> duplicates) {
    return duplicates.stream().map(d -> Map.of("number", d.number())).toList();
  }

  /** The order this device made of the same request before, if it did. */
  private Optional<ApiReply> findSentBefore(ApiRequest request, Body body) {
    UUID deviceRef = body.deviceRef();
    if (deviceRef == null) {
      return Optional.empty();
    }
    return platform
        .database()
        .read(
            handle ->
                OrderStore.findByDeviceRef(handle, deviceRef)
                    .map(
                        order -> {
                          if (!order.openedBy(request.actor())) {
                            throw Problem.input(
                                    FieldError.of("device_ref", deviceRef, "device-ref-taken"))
                                .exception();
                          }
                          if (!isSame(order.intake(), body)) {
                            throw Problem.input(
                                    FieldError.of("device_ref", deviceRef, "device-ref-other"))
                                .exception();
                          }
                          return ApiReply.ok(views.view(handle, request.actor(), order))
                              .version(order.version())
                              .header("Idempotency-Replayed", "true");
                        }));
  }

  /** What somebody typed; who it is for and where may be known better meanwhile. */
  private static boolean isSame(Intake made, Body body) {
    return made.itemId() == body.itemId()
        && made.contactName().equals(body.contactName())
        && made.contactPhone().equals(body.contactPhone())
        && made.address().equals(body.address())
        && made.summary().equals(body.summary());
  }

  /** The same order arrived twice at the same instant; the other one is made. */
  private static final class SentBefore extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private Optional<ProblemException> findRefusal(ApiRequest request, RuntimeException failure) {
    Optional<DatabaseException> sql = DatabaseException.in(failure);
    if (sql.filter(d -> d.isUniqueViolation("service_order_device_ref")).isPresent()) {
      throw new SentBefore();
    }
    if (sql.filter(d -> d.isUniqueViolation("booking_one_per_place")).isPresent()) {
      return Optional.of(Problem.of(409, "slot-taken").exception());
    }
    return Optional.empty();
  }
}
