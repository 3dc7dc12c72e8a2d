package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Actor;
import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.centre.VisitorArea;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.command.Duplicates;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads of orders and tasks: one, a page, the history. */
public final class OrderQueries {

  /** Their own, and what they ordered for those they live with. */
  private static final String OF_RESIDENT =
      """
      (resident_id = :actor_id or contact_phone = :actor_phone or
       (opened_by_role = 'RESIDENT' and opened_by = :actor_id and resident_id = any(array(
          select h.id from resident h join resident me on me.household_id = h.household_id
          where me.id = :actor_id))))\
      """;

  private final Database database;
  private final OrderViews views;
  private final CentreDirectory centres;
  private final List<ViewPart> parts;

  public OrderQueries(
      Database database, OrderViews views, CentreDirectory centres, List<ViewPart> parts) {
    this.database = database;
    this.views = views;
    this.centres = centres;
    this.parts = List.copyOf(parts);
  }

  public ApiReply order(ApiRequest request) {
    return withOrder(
        request,
        (handle, order) ->
            whole(request, handle, order, views.view(handle, request.actor(), order)));
  }

  public ApiReply task(ApiRequest request) {
    return withOrder(
        request,
        (handle, order) -> {
          Task task =
              order
                  .findTask(Math.toIntExact(request.number("task_no")))
                  .filter(t -> OrderAccess.maySee(request.actor(), order, t))
                  .orElseThrow(
                      () -> Problem.notFound("task", request.number("task_no")).exception());
          return whole(
              request, handle, order, views.taskView(handle, request.actor(), order, task));
        });
  }

  private ApiReply whole(ApiRequest request, Handle handle, Order order, Object view) {
    ObjectNode json = (ObjectNode) Json.tree(view);
    parts.forEach(p -> p.addTo(json, handle, request.actor(), order));
    return ApiReply.ok(json).version(order.version());
  }

  public ApiReply history(ApiRequest request) {
    return withOrder(
        request,
        (handle, order) ->
            ApiReply.ok(Map.of("items", History.of(handle, order, request.actor()))));
  }

  private ApiReply withOrder(
      ApiRequest request, java.util.function.BiFunction<Handle, Order, ApiReply> answer) {
    OrderNumber number = RequestFacts.number(request);
    return database.read(
        handle ->
            answer.apply(
                handle,
                OrderStore.find(handle, number.id())
                    .filter(o -> OrderAccess.maySee(request.actor(), o))
                    .orElseThrow(() -> Problem.notFound("order", number).exception())));
  }

  /** Newest first, below the id in {@code after}. */
  public ApiReply orders(ApiRequest request) {
    List<String> where = new ArrayList<>(List.of("id < :after"));
    ownOrders(request.actor(), where);
    request.findText("phone").ifPresent(_ -> where.add("contact_phone = :phone"));
    request.findNumber("resident_id").ifPresent(_ -> where.add("resident_id = :resident_id"));
    request.findNumber("item_id").ifPresent(_ -> where.add("item_id = :item_id"));
    request.findText("from").ifPresent(_ -> where.add("received_at >= cast(:from as timestamptz)"));
    request.findText("to").ifPresent(_ -> where.add("received_at < cast(:to as timestamptz)"));
    if (request.parameters().containsKey("state")) {
      where.add("state = any(:states)");
    }
    if (request.parameters().containsKey("centre_id")) {
      where.add("centre_id in (select id from centre where path like :path || '%')");
    }
    String sql =
        "select id from service_order where "
            + String.join(" and ", where)
            + " order by id desc limit :limit";
    return page(
        request,
        handle -> {
          Query query = handle.createQuery(sql);
          bindActor(query, request);
          bindFilters(query, request);
          return query.mapTo(Long.class).list();
        },
        (_, orders) ->
            orders.stream().map(o -> Summary.of(o, views.itemName(o.intake().itemId()))).toList());
  }

  private void bindFilters(Query query, ApiRequest request) {
    request
        .parameters()
        .forEach(
            (name, value) -> {
              switch (name) {
                case "phone", "from", "to" -> query.bind(name, value.asText());
                case "resident_id", "item_id" -> query.bind(name, value.asLong());
                case "state" -> query.bindArray("states", String.class, Json.as(value, List.class));
                case "centre_id" ->
                    query.bind(
                        "path", centres.find(value.asLong()).map(c -> c.path()).orElse("/none/"));
                default -> {}
              }
            });
  }

  private static void ownOrders(Actor actor, List<String> where) {
    switch (actor.role()) {
      case OPERATOR, SUPERVISOR, SYSTEM -> {}
      case RESIDENT -> where.add(OF_RESIDENT);
      case VISITOR, MACHINE -> where.add("opened_by_role = :actor_role and opened_by = :actor_id");
      case PROVIDER_DISPATCHER, WORKER, ADMINISTRATOR -> where.add("false");
    }
  }

  private static void bindActor(Query query, ApiRequest request) {
    Actor actor = request.actor();
    query
        .bind("after", after(request))
        .bind("limit", request.number("limit"))
        .bind("actor_id", actor.id())
        .bind("actor_role", actor.role().name())
        .bind("actor_phone", actor.phone())
        .bind("provider_id", actor.providerId())
        .bind("worker_id", actor.workerId());
  }

  /** Tasks, newest order first; a provider's own and those offered to it, a worker's own. */
  public ApiReply tasks(ApiRequest request) {
    String mine =
        switch (request.actor().role()) {
          case PROVIDER_DISPATCHER ->
              """
              (t.provider_id = :provider_id or exists (select 1 from offer f where f.order_id = t.order_id
                and f.task_no = t.no and f.provider_id = :provider_id and f.state = 'PENDING'))\
              """;
          case WORKER -> "t.provider_id = :provider_id and t.worker_id = :worker_id";
          default -> "true";
        };
    String states = request.parameters().containsKey("state") ? " and t.state = any(:states)" : "";
    return page(
        request,
        handle -> {
          Query query =
              handle.createQuery(
                  "select distinct t.order_id from task t where t.order_id < :after and "
                      + mine
                      + states
                      + " order by t.order_id desc limit :limit");
          bindActor(query, request);
          bindFilters(query, request);
          return query.mapTo(Long.class).list();
        },
        (handle, orders) -> shownTasks(request, handle, orders));
  }

  private List<ObjectNode> shownTasks(ApiRequest request, Handle handle, List<Order> orders) {
    Map<Long, List<ObjectNode>> shown = new LinkedHashMap<>();
    orders.forEach(o -> shown.put(o.id(), shownTasks(request, handle, o)));
    parts.forEach(p -> p.addToPage(shown, handle, request.actor()));
    return shown.values().stream().flatMap(List::stream).toList();
  }

  private List<ObjectNode> shownTasks(ApiRequest request, Handle handle, Order order) {
    JsonNode states = request.parameters().get("state");
    return order.tasks().stream()
        .filter(t -> OrderAccess.maySee(request.actor(), order, t))
        .filter(t -> states == null || contains(states, t.state().name()))
        .map(t -> (ObjectNode) Json.tree(views.taskView(handle, request.actor(), order, t)))
        .toList();
  }

  private static boolean contains(JsonNode list, String text) {
    for (JsonNode node : list) {
      if (node.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  private interface Rows {
    List<?> of(Handle handle, List<Order> orders);
  }

  private ApiReply page(ApiRequest request, Function<Handle, List<Long>> ids, Rows rows) {
    return database.read(
        handle -> {
          List<Long> found = ids.apply(handle);
          List<Order> orders =
              OrderStore.list(handle, found).stream()
                  .sorted(Comparator.comparing(Order::id).reversed())
                  .toList();
          ObjectNode page = Json.object();
          page.set("items", Json.tree(rows.of(handle, orders)));
          if (found.size() == request.number("limit")) {
            page.put("next", new OrderNumber(found.getLast()).digits());
          }
          return ApiReply.ok(page);
        });
  }

  /** Open orders like the one about to be made. */
  public ApiReply duplicates(ApiRequest request) {
    DuplicateQuery body = request.body(DuplicateQuery.class);
    Actor actor = request.actor();
    String phone = Duplicates.phone(actor, body.contactPhone());
    Long residentId = Duplicates.residentId(actor, body.residentId());
    return database.read(
        handle ->
            ApiReply.ok(
                Map.of(
                    "items",
                    Duplicates.find(
                        handle,
                        actor,
                        body.itemId(),
                        household(handle, actor, residentId),
                        phone,
                        views.itemName(body.itemId())))));
  }

  record DuplicateQuery(long itemId, @Nullable Long residentId, @Nullable String contactPhone) {}

  private static @Nullable Long household(Handle handle, Actor actor, @Nullable Long residentId) {
    return handle
        .createQuery("select household_id from resident where id = :id")
        .bind("id", residentId)
        .mapTo(Long.class)
        .findOne()
        .filter(household -> VisitorArea.holdsHousehold(handle, actor, household))
        .orElse(null);
  }

  private static long after(ApiRequest request) {
    return request
        .findText("after")
        .map(
            a ->
                OrderNumber.parse(a)
                    .orElseThrow(
                        () -> Problem.input(FieldError.of("after", a, "cursor")).exception())
                    .id())
        .orElse(Long.MAX_VALUE);
  }
}
