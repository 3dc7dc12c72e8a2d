package cn.siduan.dispatch.order.command;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.Refusal;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.StaleWriteException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.IfMatch;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Carries commands on orders out: read, decide, write, answer, in one transaction. */
public final class Orders {

  private final Platform platform;
  private final OrderViews views;
  private final List<OrderEventHandler> handlers;

  public Orders(Platform platform, OrderViews views, List<OrderEventHandler> handlers) {
    this.platform = platform;
    this.views = views;
    this.handlers = List.copyOf(handlers);
  }

  public List<OrderEventHandler> followers() {
    return handlers;
  }

  /**
   * Runs a command on the order named in the path; the answer is the order as its caller may see
   * it.
   */
  public ApiReply command(ApiRequest request, OrderCommand command) {
    return command(request, command, (tx, order) -> views.reply(tx, request, order));
  }

  /**
   * @param reply what the caller is answered, from the order as it is after the command
   */
  public ApiReply command(
      ApiRequest request, OrderCommand command, BiFunction<Tx, Order, ApiReply> reply) {
    OrderNumber number = RequestFacts.number(request);
    return run(
        request,
        number,
        tx -> {
          Order order = load(tx, request, number);
          Order after = decide(tx, order, command, request);
          return reply.apply(tx, after);
        });
  }

  /**
   * A transaction on an order; when somebody else was quicker, the problem shows the order as it is
   * now.
   */
  ApiReply run(
      ApiRequest request, OrderNumber number, java.util.function.Function<Tx, ApiReply> work) {
    return platform
        .commands()
        .run(request, work, (_, failure) -> findConflict(request, number, failure));
  }

  private Optional<ProblemException> findConflict(
      ApiRequest request, OrderNumber number, RuntimeException failure) {
    // the statements of a command travel together: whichever meets the winner's rows first reports
    // it, be it the
    // fence, the event's sequence or the index that allows one active assignment
    boolean overtaken =
        failure instanceof StaleWriteException
            || DatabaseException.in(failure)
                .filter(DatabaseException::isUniqueViolation)
                .isPresent();
    return overtaken
        ? Optional.of(
            Problem.of(409, "changed-meanwhile")
                .extended("current", views.current(request.actor(), number.id()))
                .exception())
        : Optional.empty();
  }

  /** The order if the caller may see it and it has the version the caller expects. */
  Order load(Tx tx, ApiRequest request, OrderNumber number) {
    Order order =
        OrderStore.find(tx.handle(), number.id())
            .filter(o -> OrderAccess.maySee(request.actor(), o))
            .orElseThrow(() -> Problem.notFound("order", number).exception());
    Optional<IfMatch> expected = request.findIfMatch();
    if (expected.isPresent() && !expected.get().matches(order.version())) {
      throw expected
          .get()
          .stale(order.version())
          .extended("current", views.view(tx.handle(), request.actor(), order))
          .exception();
    }
    return order;
  }

  /** Decides and adds what comes of it to the transaction; a refusal leaves the transaction. */
  Order decide(Tx tx, @Nullable Order order, OrderCommand command, ApiRequest request) {
    By by = RequestFacts.by(request, platform.clock());
    return switch (OrderLifecycle.decide(order, command, by)) {
      case Decision.Refused r -> throw refusal(tx, order, r.refusal(), request);
      case Decision.Accepted a -> {
        if (!a.events().isEmpty()) {
          write(tx, new OrderChange(order, a.order(), a.events(), by, request.id()), request);
        }
        yield a.order();
      }
    };
  }

  private ProblemException refusal(
      Tx tx, @Nullable Order order, Refusal refusal, ApiRequest request) {
    if (order == null) {
      return RefusalProblems.ofNew(refusal, request.actor()).exception();
    }
    Object current = views.view(tx.handle(), request.actor(), order);
    return RefusalProblems.of(refusal, order, current).exception();
  }

  /**
   * Runs a command that nobody asked for over HTTP, on an order as it was read in {@code tx}.
   *
   * @throws IllegalStateException if the lifecycle refuses it: the system asks for what it knows to
   *     be allowed
   */
  public Order carryOut(Tx tx, Order order, OrderCommand command, By by, String requestId) {
    return switch (OrderLifecycle.decide(order, command, by)) {
      case Decision.Refused r ->
          throw new IllegalStateException(order.number() + ": " + command + " " + r.refusal());
      case Decision.Accepted a -> {
        if (!a.events().isEmpty()) {
          apply(tx, new OrderChange(order, a.order(), a.events(), by, requestId));
        }
        yield a.order();
      }
    };
  }

  private void write(Tx tx, OrderChange change, ApiRequest request) {
    apply(tx, change);
    AuditTrail.add(
        tx,
        change.by().recordedAt(),
        request.actor(),
        request.operation().id(),
        "order",
        change.after().number(),
        null,
        Map.of("events", change.events().stream().map(EventCodec::type).toList()),
        request.id());
    tx.afterCommit(
        () ->
            platform
                .metrics()
                .timer("siduan.order.received_to_committed", "operation", request.operation().id())
                .record(Duration.between(request.received(), platform.clock().instant())));
  }

  /** Writes a change and tells the followers; also for changes nobody asked for over HTTP. */
  public void apply(Tx tx, OrderChange change) {
    OrderWrite.add(tx.batch(), change);
    handlers.forEach(h -> h.on(tx, change));
  }
}
