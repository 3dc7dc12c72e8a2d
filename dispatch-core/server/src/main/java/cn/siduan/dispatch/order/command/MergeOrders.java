package cn.siduan.dispatch.order.command;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import java.util.List;
import java.util.Map;

/** Commands that touch two orders at once: merge, un-merge, split. */
public final class MergeOrders {

  /** Bodies, as in the contract. */
  public record MergeBody(String into, String reason) {}

  public record SplitBody(List<Integer> taskNos, String summary, String reason) {}

  private final Orders orders;
  private final OrderViews views;

  public MergeOrders(Orders orders, OrderViews views) {
    this.orders = orders;
    this.views = views;
  }

  public ApiReply merge(ApiRequest request) {
    MergeBody body = request.body(MergeBody.class);
    OrderNumber number = RequestFacts.number(request);
    OrderNumber into = RequestFacts.number("into", body.into());
    return orders.run(
        request,
        number,
        tx -> {
          Order source = orders.load(tx, request, number);
          Order target = other(tx, into);
          Order merged =
              orders.decide(tx, source, new OrderCommand.Merge(target, body.reason()), request);
          orders.decide(tx, target, new OrderCommand.AbsorbMerged(source.id()), request);
          return views.reply(tx, request, merged);
        });
  }

  public ApiReply unmerge(ApiRequest request, String reason) {
    OrderNumber number = RequestFacts.number(request);
    return orders.run(
        request,
        number,
        tx -> {
          Order source = orders.load(tx, request, number);
          Order after = orders.decide(tx, source, new OrderCommand.Unmerge(reason), request);
          Long into = source.mergedInto();
          if (into != null) {
            orders.decide(
                tx,
                other(tx, new OrderNumber(into)),
                new OrderCommand.ReleaseMerged(source.id()),
                request);
          }
          return views.reply(tx, request, after);
        });
  }

  public ApiReply split(ApiRequest request) {
    SplitBody body = request.body(SplitBody.class);
    OrderNumber number = RequestFacts.number(request);
    return orders.run(
        request,
        number,
        tx -> {
          Order source = orders.load(tx, request, number);
          long newId = OrderStore.nextId(tx.handle());
          Order after =
              orders.decide(
                  tx,
                  source,
                  new OrderCommand.SplitOff(body.taskNos(), newId, body.reason()),
                  request);
          List<Long> items =
              body.taskNos().stream().map(source::getTask).map(Task::itemId).toList();
          Order made =
              orders.decide(
                  tx,
                  null,
                  new OrderCommand.Open(
                      part(source, newId, items.getFirst(), body.summary()),
                      items.subList(1, items.size()),
                      null),
                  request);
          return ApiReply.ok(
              Map.of(
                  "source", views.view(tx.handle(), request.actor(), after),
                  "made", views.view(tx.handle(), request.actor(), made)));
        });
  }

  private static Order other(Tx tx, OrderNumber number) {
    return OrderStore.find(tx.handle(), number.id())
        .orElseThrow(() -> Problem.notFound("order", number).exception());
  }

  /**
   * The same person's matter under a number of its own; what was filled in belongs to the first
   * item's form.
   */
  private static Intake part(Order source, long newId, long itemId, String summary) {
    Intake in = source.intake();
    return new Intake(
        newId,
        in.channel(),
        in.tier(),
        in.priority(),
        itemId,
        in.formVersion(),
        in.residentId(),
        in.householdId(),
        in.contactName(),
        in.contactPhone(),
        in.address(),
        in.centreId(),
        in.latitude(),
        in.longitude(),
        summary,
        cn.siduan.dispatch.platform.Json.object(),
        null,
        source.id(),
        List.of(),
        TrackingToken.next(),
        null);
  }
}
