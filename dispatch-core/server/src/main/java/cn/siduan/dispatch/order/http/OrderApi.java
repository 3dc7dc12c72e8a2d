package cn.siduan.dispatch.order.http;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.order.command.MergeOrders;
import cn.siduan.dispatch.order.command.OpenOrders;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.order.view.OrderQueries;
import cn.siduan.dispatch.order.view.Tracking;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operations on whole orders. */
public final class OrderApi {

  record Reason(String reason) {}

  record Note(String text) {}

  record Supervise(String note, String dueAt) {}

  record Answer(String answer) {}

  record FollowUp(boolean resolved, @Nullable Satisfaction satisfaction, @Nullable String note) {}

  record AddTask(long itemId) {}

  private final Orders orders;
  private final OpenOrders openOrders;
  private final MergeOrders mergeOrders;
  private final OrderQueries queries;
  private final CatalogueDirectory catalogue;

  public OrderApi(
      Orders orders,
      OpenOrders openOrders,
      MergeOrders mergeOrders,
      OrderQueries queries,
      CatalogueDirectory catalogue) {
    this.orders = orders;
    this.openOrders = openOrders;
    this.mergeOrders = mergeOrders;
    this.queries = queries;
    this.catalogue = catalogue;
  }

  public void register(ApiRouter api, Tracking tracking) {
    api.on("openOrder", openOrders::open)
        .on("findDuplicates", queries::duplicates)
        .on("listOrders", queries::orders)
        .on("getOrder", queries::order)
        .on("getOrderHistory", queries::history)
        .on("trackOrder", tracking::track)
        .on("mergeOrder", mergeOrders::merge)
        .on("unmergeOrder", r -> mergeOrders.unmerge(r, r.body(Reason.class).reason()))
        .on("splitOrder", mergeOrders::split)
        .on(
            "answerOrder",
            r -> run(r, new OrderCommand.AnswerDirectly(r.body(Answer.class).answer())))
        .on("cancelOrder", r -> run(r, new OrderCommand.Cancel(r.body(Reason.class).reason())))
        .on("reopenOrder", r -> run(r, new OrderCommand.Reopen(r.body(Reason.class).reason())))
        .on("chaseOrder", r -> run(r, new OrderCommand.Chase(r.body(Note.class).text())))
        .on("superviseOrder", this::supervise)
        .on("addNote", r -> run(r, new OrderCommand.AddNote(r.body(Note.class).text())))
        .on("followUpOrder", r -> run(r, followUp(r.body(FollowUp.class))))
        .on(
            "closeOrder",
            r -> run(r, new OrderCommand.CloseWithoutFollowUp(r.body(Reason.class).reason())))
        .on("addTask", this::addTask);
  }

  private ApiReply run(ApiRequest request, OrderCommand command) {
    return orders.command(request, command);
  }

  private ApiReply supervise(ApiRequest request) {
    Supervise body = request.body(Supervise.class);
    return run(
        request,
        new OrderCommand.Supervise(body.note(), RequestFacts.instant("due_at", body.dueAt())));
  }

  private ApiReply addTask(ApiRequest request) {
    long itemId = request.body(AddTask.class).itemId();
    OpenOrders.requireItem(catalogue, itemId, "item_id");
    return run(request, new OrderCommand.AddTask(itemId));
  }

  private static OrderCommand followUp(FollowUp body) {
    return new OrderCommand.FollowUp(
        body.resolved(), body.satisfaction(), Objects.requireNonNullElse(body.note(), ""));
  }
}
