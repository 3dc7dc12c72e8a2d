package cn.siduan.dispatch.visit;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.attachment.Attachment;
import cn.siduan.dispatch.order.attachment.Attachments;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import java.util.Map;
import java.util.UUID;

/** Takes photos and signatures of a visit, also when the task is no longer the worker's. */
final class KeepVisitFiles {

  private final Platform platform;
  private final Orders orders;
  private final Attachments attachments;

  KeepVisitFiles(Platform platform, Orders orders, Attachments attachments) {
    this.platform = platform;
    this.orders = orders;
    this.attachments = attachments;
  }

  ApiReply keep(ApiRequest request, By by) {
    return attachments.take(
        request,
        arrived -> DecideAnew.run(platform, request, tx -> keep(tx, request, arrived, by)));
  }

  private ApiReply keep(Tx tx, ApiRequest request, Attachments.Arrived arrived, By by) {
    int taskNo = Math.toIntExact(request.number("task_no"));
    UUID deviceRef = UUID.fromString(request.text("id"));
    Order order =
        KeepVisitSteps.requireTheirs(
            tx.handle(), request.actor(), RequestFacts.number(request), taskNo);
    return Attachments.findByDeviceRef(tx.handle(), order.id(), deviceRef)
        .map(ApiReply::ok)
        .orElseGet(
            () -> {
              orders.apply(tx, change(request, order, taskNo, arrived.file(), by));
              audit(tx, request, order, arrived.file(), by);
              return arrived.keep(tx, order, deviceRef);
            });
  }

  private static OrderChange change(
      ApiRequest request, Order order, int taskNo, Attachment file, By by) {
    return switch (OrderLifecycle.decide(
        order, command(order, taskNo, request.actor(), file), by)) {
      case Decision.Accepted a -> new OrderChange(order, a.order(), a.events(), by, request.id());
      case Decision.Refused r ->
          throw new IllegalStateException(order.number() + ": " + file.kind() + " " + r.refusal());
    };
  }

  private static OrderCommand command(Order order, int taskNo, Actor worker, Attachment file) {
    return MovedOn.of(order, order.findTask(taskNo).orElseThrow(), worker)
        .<OrderCommand>map(
            why ->
                new OrderCommand.KeepEvidence(
                    taskNo, file.kind(), why.name(), file.name(), file.id()))
        .orElseGet(() -> new OrderCommand.Attach(file.id(), file.kind(), file.name(), taskNo));
  }

  private static void audit(Tx tx, ApiRequest request, Order order, Attachment file, By by) {
    AuditTrail.add(
        tx,
        by.recordedAt(),
        request.actor(),
        request.operation().id(),
        "order",
        order.number(),
        null,
        Map.of("kind", file.kind(), "media_type", file.mediaType()),
        request.id());
  }
}
