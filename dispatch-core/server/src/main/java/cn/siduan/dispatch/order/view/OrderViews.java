package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Actor;
import cn.siduan.contract.OrderNumber;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Offer;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Orders and tasks as this or that caller may see them. */
public final class OrderViews {

  private final Database database;
  private final CatalogueDirectory catalogue;
  private final CentreDirectory centres;

  public OrderViews(Database database, CatalogueDirectory catalogue, CentreDirectory centres) {
    this.database = database;
    this.catalogue = catalogue;
    this.centres = centres;
  }

  /** The answer to a command on an order. */
  public ApiReply reply(Tx tx, ApiRequest request, Order order) {
    return ApiReply.ok(view(tx.handle(), request.actor(), order)).version(order.version());
  }

  /** The answer to a command on one task. */
  public ApiReply replyTask(Tx tx, ApiRequest request, Order order) {
    Task task =
        order
            .findTask(Math.toIntExact(request.number("task_no")))
            .orElseThrow(() -> notFound(request.number("task_no")));
    return ApiReply.ok(taskView(tx.handle(), request.actor(), order, task))
        .version(order.version());
  }

  /** What the caller may see of an order: all of it, or for provider staff their tasks. */
  public Object view(Handle handle, Actor actor, Order order) {
    if (actor.role().isProviderStaff()) {
      return Json.object()
          .put("number", order.number().digits())
          .put("version", order.version())
          .set(
              "tasks",
              Json.tree(
                  order.tasks().stream()
                      .filter(t -> OrderAccess.maySee(actor, order, t))
                      .map(t -> taskView(handle, actor, order, t))
                      .toList()));
    }
    return orderView(Names.of(handle, List.of(order)), actor, order);
  }

  /** The order as it is now, from a transaction of its own; for conflicts. */
  public Object current(Actor actor, long id) {
    return database.read(
        handle ->
            OrderStore.find(handle, id)
                .filter(o -> OrderAccess.maySee(actor, o))
                .map(o -> view(handle, actor, o))
                .orElseGet(Json::object));
  }

  public TaskView taskView(Handle handle, Actor actor, Order order, Task task) {
    Intake in = order.intake();
    boolean whole =
        !actor.role().isProviderStaff()
            || (task.state().isAssigned() && Objects.equals(task.providerId(), actor.providerId()));
    return new TaskView(
        order.number().digits(),
        order.version(),
        order.state(),
        in.priority(),
        in.summary(),
        centres.find(in.centreId()).map(c -> c.name()).orElse(""),
        whole ? in.form() : null,
        whole ? in.contactName() : null,
        whole ? in.contactPhone() : null,
        whole ? in.address() : null,
        whole ? in.latitude() : null,
        whole ? in.longitude() : null,
        in.slotId() == null ? null : slotStart(handle, in.slotId()),
        taskPart(Names.of(handle, List.of(order)), actor, order, task));
  }

  private static @Nullable Instant slotStart(Handle handle, long slotId) {
    return handle
        .createQuery("select starts_at from slot where id = :id")
        .bind("id", slotId)
        .mapTo(Instant.class)
        .findOne()
        .orElse(null);
  }

  OrderView orderView(Names names, Actor actor, Order order) {
    Intake in = order.intake();
    return new OrderView(
        order.number().digits(),
        order.version(),
        order.round(),
        order.state(),
        in.channel(),
        in.tier(),
        in.priority(),
        in.itemId(),
        itemName(in.itemId()),
        in.formVersion(),
        in.residentId(),
        in.householdId(),
        in.contactName(),
        in.contactPhone(),
        in.address(),
        in.centreId(),
        in.latitude(),
        in.longitude(),
        in.summary(),
        in.form(),
        in.slotId(),
        digits(order.mergedInto()),
        digits(in.splitFrom()),
        in.despiteDuplicates().stream().map(id -> new OrderNumber(id).digits()).toList(),
        order.answer(),
        order.resolved(),
        order.satisfaction(),
        actor.role().isCentreStaff() ? order.supervision() : null,
        "/track/" + in.trackingToken(),
        order.occurredAt(),
        order.receivedAt(),
        order.updatedAt(),
        order.closedAt(),
        order.tasks().stream().map(t -> taskPart(names, actor, order, t)).toList());
  }

  private OrderView.TaskPart taskPart(Names names, Actor actor, Order order, Task t) {
    return new OrderView.TaskPart(
        t.no(),
        t.round(),
        t.role(),
        t.itemId(),
        itemName(t.itemId()),
        t.state(),
        t.providerId(),
        names.findProvider(t.providerId()),
        t.workerId(),
        names.findWorker(t.workerId()),
        t.scheduledFor(),
        t.requested(),
        t.requestedReason(),
        t.requestedDays(),
        t.extendedDays(),
        t.result(),
        t.updatedAt(),
        order.offers().stream()
            .filter(o -> o.taskNo() == t.no() && mayKnow(actor, o))
            .map(o -> offerPart(names, o))
            .toList());
  }

  /**
   * Who was asked is the centre's business; a provider knows of its own offers, the resident who
   * comes in the end.
   */
  private static boolean mayKnow(Actor actor, Offer offer) {
    return actor.role().isCentreStaff()
        || actor.role() == Role.SYSTEM
        || (actor.role().isProviderStaff()
            && Objects.equals(actor.providerId(), offer.providerId()));
  }

  private static OrderView.OfferPart offerPart(Names names, Offer o) {
    return new OrderView.OfferPart(
        o.no(),
        o.providerId(),
        names.provider(o.providerId()),
        o.mode(),
        o.state(),
        o.reason(),
        o.offeredAt(),
        o.expiresAt(),
        o.closedAt());
  }

  String itemName(long itemId) {
    return catalogue.find(itemId).map(i -> i.name()).orElse("");
  }

  private static @Nullable String digits(@Nullable Long id) {
    return Optional.ofNullable(id).map(i -> new OrderNumber(i).digits()).orElse(null);
  }

  private static RuntimeException notFound(long taskNo) {
    return Problem.notFound("task", taskNo).exception();
  }
}
