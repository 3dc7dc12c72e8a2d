package cn.siduan.dispatch.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The state of an order from its history, event by event. */
public final class OrderFold {

  private OrderFold() {}

  public static Order apply(@Nullable Order order, OrderEvent event, By by) {
    if (event instanceof OrderEvent.OrderOpened opened) {
      return open(opened.intake(), by);
    }
    if (order == null) {
      throw new IllegalArgumentException(event + " cannot be the first event of an order");
    }
    OrderEdit next = new OrderEdit(order, by);
    edit(next, order, event, by);
    return next.done();
  }

  private static Order open(Intake intake, By by) {
    return new Order(
        intake,
        1,
        1,
        OrderState.RECEIVED,
        null,
        null,
        null,
        null,
        null,
        by.actor().role(),
        by.actor().id(),
        by.occurredAt(),
        by.recordedAt(),
        by.recordedAt(),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  private static void edit(OrderEdit next, Order order, OrderEvent event, By by) {
    switch (event) {
      case OrderEvent.OrderOpened _ -> throw new IllegalArgumentException("opened twice");
      case OrderEvent.OrderDispatched _ -> next.state = OrderState.IN_PROGRESS;
      case OrderEvent.OrderAnswered e -> next.answer = e.answer();
      case OrderEvent.OrderHandled _ -> next.state = OrderState.FOLLOW_UP;
      case OrderEvent.FollowedUp e -> {
        next.resolved = e.resolved();
        next.satisfaction = e.satisfaction();
      }
      case OrderEvent.OrderClosed _ -> {
        next.state = OrderState.CLOSED;
        next.closedAt = by.recordedAt();
      }
      case OrderEvent.OrderCancelled _ -> {
        next.state = OrderState.CANCELLED;
        next.closedAt = by.recordedAt();
      }
      case OrderEvent.OrderReopened e -> {
        next.state = OrderState.REOPENED;
        next.round = e.round();
        next.closedAt = null;
        next.answer = null;
        next.supervision = null;
      }
      case OrderEvent.OrderMerged e -> {
        next.state = OrderState.MERGED;
        next.mergedInto = e.intoId();
      }
      case OrderEvent.OrderUnmerged _ -> {
        // its offers were superseded when it was merged, so nobody is asked any more
        next.state = order.round() == 1 ? OrderState.RECEIVED : OrderState.REOPENED;
        next.mergedInto = null;
      }
      case OrderEvent.Supervised e ->
          next.supervision = new Supervision(e.note(), e.dueAt(), by.recordedAt());
      case OrderEvent.MergeAbsorbed _,
          OrderEvent.MergeReleased _,
          OrderEvent.OrderSplit _,
          OrderEvent.Chased _,
          OrderEvent.NoteAdded _,
          OrderEvent.EvidenceKept _,
          OrderEvent.ClockBreached _,
          OrderEvent.BreachEscalated _,
          OrderEvent.ServiceLevelChanged _,
          OrderEvent.Attached _ -> {}
      case OrderEvent.OfTask e -> editTask(next, order, e, by);
    }
  }

  private static void editTask(OrderEdit next, Order order, OrderEvent.OfTask event, By by) {
    var at = by.occurredAt();
    int no = event.taskNo();
    switch (event) {
      case OrderEvent.TaskAdded e ->
          next.addTask(Task.pending(no, order.round(), e.role(), e.itemId(), at));
      case OrderEvent.TaskOffered e -> {
        next.addOffer(
            new Offer(
                e.offerNo(),
                no,
                e.providerId(),
                e.mode(),
                OfferState.PENDING,
                null,
                by.recordedAt(),
                e.expiresAt(),
                null));
        next.task(no, t -> t.in(TaskState.OFFERED, at));
      }
      case OrderEvent.OfferAccepted e -> {
        next.closeOffer(e.offerNo(), OfferState.ACCEPTED, null);
        next.addAssignment(new Assignment(e.offerNo(), no, e.providerId(), by.recordedAt(), null));
        next.task(no, t -> t.heldBy(e.providerId(), e.workerId(), at));
      }
      case OrderEvent.OfferDeclined e ->
          next.giveUpOffer(no, e.offerNo(), OfferState.DECLINED, e.reason());
      case OrderEvent.OfferExpired e -> next.giveUpOffer(no, e.offerNo(), OfferState.EXPIRED, null);
      case OrderEvent.OfferRevoked e ->
          next.giveUpOffer(no, e.offerNo(), OfferState.REVOKED, e.reason());
      case OrderEvent.OfferSuperseded e ->
          next.giveUpOffer(no, e.offerNo(), OfferState.SUPERSEDED, null);
      case OrderEvent.WorkerNamed e -> next.task(no, t -> t.by(e.workerId(), at));
      case OrderEvent.VisitScheduled e -> next.task(no, t -> t.scheduled(e.when(), at));
      case OrderEvent.WorkerDeparted _ -> next.task(no, t -> t.in(TaskState.EN_ROUTE, at));
      case OrderEvent.WorkerArrived _ -> next.task(no, t -> t.in(TaskState.ON_SITE, at));
      case OrderEvent.WorkStarted _ -> next.task(no, t -> t.in(TaskState.IN_PROGRESS, at));
      case OrderEvent.TaskResolved e ->
          next.endTask(no, t -> t.over(TaskState.RESOLVED, e.result(), at));
      case OrderEvent.TaskNotCompleted e ->
          next.endTask(no, t -> t.over(TaskState.CANNOT_COMPLETE, e.reason(), at));
      case OrderEvent.TaskWithdrawn e ->
          next.endTask(no, t -> t.over(TaskState.WITHDRAWN, e.reason(), at));
      case OrderEvent.ReturnRequested e ->
          next.task(no, t -> t.asking(Request.RETURN, e.reason(), null, at));
      case OrderEvent.SuspensionRequested e ->
          next.task(no, t -> t.asking(Request.SUSPENSION, e.reason(), null, at));
      case OrderEvent.ExtensionRequested e ->
          next.task(no, t -> t.asking(Request.EXTENSION, e.reason(), e.days(), at));
      case OrderEvent.ExtensionGranted e -> next.task(no, t -> t.extended(e.days(), at));
      case OrderEvent.ReturnRefused _,
          OrderEvent.SuspensionRefused _,
          OrderEvent.ExtensionRefused _ ->
          next.task(no, t -> t.asking(null, null, null, at));
      case OrderEvent.ReturnApproved _, OrderEvent.TaskReassigned _ ->
          next.endTask(no, t -> t.unplaced(at));
      case OrderEvent.SuspensionGranted _ -> next.task(no, t -> t.suspended(at));
      case OrderEvent.TaskResumed _ -> next.task(no, t -> t.resumed(at));
    }
  }

  /** A copy of an order being changed. */
  private static final class OrderEdit {
    private final Order from;
    private final By by;
    private final List<Task> tasks;
    private final List<Offer> offers;
    private final List<Assignment> assignments;
    private OrderState state;
    private int round;
    private @Nullable Long mergedInto;
    private @Nullable String answer;
    private @Nullable Boolean resolved;
    private @Nullable Satisfaction satisfaction;
    private @Nullable Supervision supervision;
    private java.time.@Nullable Instant closedAt;

    OrderEdit(Order from, By by) {
      this.from = from;
      this.by = by;
      tasks = new ArrayList<>(from.tasks());
      offers = new ArrayList<>(from.offers());
      assignments = new ArrayList<>(from.assignments());
      state = from.state();
      round = from.round();
      mergedInto = from.mergedInto();
      answer = from.answer();
      resolved = from.resolved();
      satisfaction = from.satisfaction();
      supervision = from.supervision();
      closedAt = from.closedAt();
    }

    void task(int no, UnaryOperator<Task> change) {
      tasks.replaceAll(t -> t.no() == no ? change.apply(t) : t);
    }

    void endTask(int no, UnaryOperator<Task> change) {
      task(no, change);
      assignments.replaceAll(
          a -> a.taskNo() == no && a.endedAt() == null ? a.ended(by.recordedAt()) : a);
    }

    void addTask(Task task) {
      tasks.add(task);
    }

    void addOffer(Offer offer) {
      offers.add(offer);
    }

    void addAssignment(Assignment assignment) {
      assignments.add(assignment);
    }

    void closeOffer(int no, OfferState end, @Nullable String reason) {
      offers.replaceAll(o -> o.no() == no ? o.closed(end, reason, by.recordedAt()) : o);
    }

    /** Closes an offer nobody took; the task waits for dispatch again once no offer is left. */
    void giveUpOffer(int taskNo, int offerNo, OfferState end, @Nullable String reason) {
      closeOffer(offerNo, end, reason);
      boolean othersPending =
          offers.stream().anyMatch(o -> o.taskNo() == taskNo && o.state() == OfferState.PENDING);
      if (!othersPending) {
        task(
            taskNo,
            t ->
                t.state() == TaskState.OFFERED
                    ? t.in(TaskState.PENDING_DISPATCH, by.occurredAt())
                    : t);
      }
    }

    Order done() {
      return new Order(
          from.intake(),
          from.version() + 1,
          round,
          state,
          mergedInto,
          answer,
          resolved,
          satisfaction,
          supervision,
          from.openedByRole(),
          from.openedBy(),
          from.occurredAt(),
          from.receivedAt(),
          by.recordedAt(),
          closedAt,
          List.copyOf(tasks),
          List.copyOf(offers),
          List.copyOf(assignments));
    }
  }
}
