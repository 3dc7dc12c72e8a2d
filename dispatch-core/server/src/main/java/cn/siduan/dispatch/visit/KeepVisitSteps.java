package cn.siduan.dispatch.visit;

import cn.siduan.contract.Actor;
import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.routing.Geo;
import cn.siduan.dispatch.visit.VisitStore.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a worker says to have done at the door. While the task is theirs it goes on by it;
 * when the world has moved on meanwhile, what they did is kept as evidence, and they are told.
 */
final class KeepVisitSteps {

  /** What a device says of a step. */
  record Said(
      UUID id,
      NextCommand wanted,
      By by,
      @Nullable Instant deviceAt,
      @Nullable String deviceId,
      @Nullable Double accuracy,
      JsonNode checklist) {}

  /** Schema VisitStepAnswer of the contract. */
  record Answer(
      Outcome outcome,
      @Nullable MovedOn why,
      Instant occurredAt,
      Instant recordedAt,
      @Nullable Object task) {}

  private final Platform platform;
  private final Orders orders;
  private final OrderViews views;

  KeepVisitSteps(Platform platform, Orders orders, OrderViews views) {
    this.platform = platform;
    this.orders = orders;
    this.views = views;
  }

  ApiReply keep(ApiRequest request, OrderNumber number, Said said) {
    return DecideAnew.run(
        platform,
        request,
        tx -> {
          Order order = requireTheirs(tx.handle(), request.actor(), number, said.wanted().taskNo());
          return VisitStore.find(tx.handle(), said.id(), order.id(), request.actor())
              .map(row -> answer(tx.handle(), request.actor(), order, row))
              .orElseGet(() -> take(tx, request, order, said));
        });
  }

  /** The order, if the task is or once was the worker's; to others there is none. */
  static Order requireTheirs(Handle handle, Actor worker, OrderNumber number, int taskNo) {
    return OrderStore.find(handle, number.id())
        .filter(o -> o.findTask(taskNo).isPresent())
        .filter(
            o ->
                MovedOn.isHeldBy(o.findTask(taskNo).orElseThrow(), worker)
                    || VisitStore.wasTheirs(handle, o.id(), taskNo, worker))
        .orElseThrow(() -> Problem.notFound("order", number).exception());
  }

  private ApiReply take(Tx tx, ApiRequest request, Order order, Said said) {
    Actor worker = request.actor();
    Task task = order.findTask(said.wanted().taskNo()).orElseThrow();
    Optional<MovedOn> why = MovedOn.of(order, task, worker, said.wanted());
    Change change =
        why.map(w -> new Change(order).with(evidence(said, w), said.by()))
            .orElseGet(() -> carriedOut(order, said));
    if (!change.events.isEmpty()) {
      orders.apply(
          tx, new OrderChange(order, change.order, change.events, said.by(), request.id()));
    }
    Outcome outcome =
        why.isPresent() ? Outcome.KEPT : change.events.isEmpty() ? Outcome.ALREADY : Outcome.DONE;
    VisitStore.Row row = row(order, worker, said, outcome, why.orElse(null));
    VisitStore.insert(tx, order.id(), worker, row, said.deviceId(), position(said));
    audit(tx, request, order, said, outcome);
    return answer(tx.handle(), worker, change.order, row);
  }

  private static OrderCommand evidence(Said said, MovedOn why) {
    NextCommand wanted = said.wanted();
    return new OrderCommand.KeepEvidence(
        wanted.taskNo(), wanted.step().name(), why.name(), wanted.said(), null);
  }

  private static Change carriedOut(Order order, Said said) {
    Change change = new Change(order);
    int taskNo = said.wanted().taskNo();
    while (true) {
      Optional<OrderCommand> next =
          said.wanted().after(change.order.findTask(taskNo).orElseThrow());
      if (next.isEmpty()) {
        return change;
      }
      change.with(next.get(), said.by());
    }
  }

  /** The events of some commands, one after the other, to be written as one change. */
  private static final class Change {
    private Order order;
    private final List<OrderEvent> events = new ArrayList<>();

    Change(Order order) {
      this.order = order;
    }

    Change with(OrderCommand command, By by) {
      switch (OrderLifecycle.decide(order, command, by)) {
        case Decision.Accepted a -> {
          order = a.order();
          events.addAll(a.events());
        }
        case Decision.Refused r ->
            // whether it may was looked at before: the task is the worker's and not over
            throw new IllegalStateException(order.number() + ": " + command + " " + r.refusal());
      }
      return this;
    }
  }

  private static VisitStore.Row row(
      Order order, Actor worker, Said said, Outcome outcome, @Nullable MovedOn why) {
    return new VisitStore.Row(
        said.id(),
        said.wanted().taskNo(),
        worker.name(),
        said.wanted().step(),
        outcome,
        why,
        said.by().occurredAt(),
        said.by().recordedAt(),
        said.deviceAt(),
        distance(order.intake(), said.wanted()),
        said.wanted().said(),
        said.checklist());
  }

  private static @Nullable Integer distance(Intake intake, NextCommand wanted) {
    Double km =
        Geo.km(intake.latitude(), intake.longitude(), wanted.latitude(), wanted.longitude());
    return km == null ? null : Math.toIntExact(Math.round(km * 1000));
  }

  /** Where workers are is nobody's to read: kept encrypted, shown only as a distance. */
  private byte @Nullable [] position(Said said) {
    Double latitude = said.wanted().latitude();
    return latitude == null
        ? null
        : platform
            .cipher()
            .encrypt(latitude + "," + said.wanted().longitude() + "," + said.accuracy());
  }

  private static void audit(Tx tx, ApiRequest request, Order order, Said said, Outcome outcome) {
    AuditTrail.add(
        tx,
        said.by().recordedAt(),
        request.actor(),
        request.operation().id(),
        "order",
        order.number(),
        null,
        Map.of("step", said.wanted().step().name(), "outcome", outcome.name()),
        request.id());
  }

  private ApiReply answer(Handle handle, Actor worker, Order order, VisitStore.Row row) {
    Task task = order.findTask(row.taskNo()).orElseThrow();
    Object shown =
        MovedOn.isHeldBy(task, worker) ? views.taskView(handle, worker, order, task) : null;
    return ApiReply.ok(
        new Answer(row.outcome(), row.why(), row.occurredAt(), row.recordedAt(), shown));
  }
}
