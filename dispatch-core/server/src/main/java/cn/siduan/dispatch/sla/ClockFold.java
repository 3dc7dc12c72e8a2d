package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderFold;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.order.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the clocks of an order started, stood still and stopped, event by event.
 *
 * <p>A clock starts when we had the order (what was taken offline reached nobody before) and stops
 * when the thing was done (which may have been reported later). Of several tasks the lead's counts.
 */
final class ClockFold {

  /** One clock in one round. */
  static final class Run {
    final ClockKind clock;
    final int round;
    final Instant startedAt;
    String level;
    @Nullable Instant stoppedAt;
    boolean dropped;
    boolean droppedByMerge;
    private final Map<Integer, Integer> extendedDays = new HashMap<>();

    Run(ClockKind clock, int round, String level, Instant startedAt) {
      this.clock = clock;
      this.round = round;
      this.level = level;
      this.startedAt = startedAt;
    }

    /** Of several tasks put off, the one put off longest. */
    int extendedDays() {
      return extendedDays.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
  }

  private final List<Run> runs = new ArrayList<>();
  private final List<Pause> pauses = new ArrayList<>();
  private String level;
  private @Nullable Order order;

  ClockFold(String level) {
    this.level = level;
  }

  List<Run> runs() {
    return runs;
  }

  /** Whether such an event can start, stop or pause a clock. */
  static boolean concerns(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderDispatched _,
          OrderEvent.MergeAbsorbed _,
          OrderEvent.MergeReleased _,
          OrderEvent.Chased _,
          OrderEvent.Supervised _,
          OrderEvent.NoteAdded _,
          OrderEvent.EvidenceKept _,
          OrderEvent.Attached _,
          OrderEvent.ClockBreached _,
          OrderEvent.BreachEscalated _,
          OrderEvent.TaskOffered _,
          OrderEvent.OfferDeclined _,
          OrderEvent.OfferExpired _,
          OrderEvent.OfferRevoked _,
          OrderEvent.OfferSuperseded _,
          OrderEvent.WorkerNamed _,
          OrderEvent.WorkerDeparted _,
          OrderEvent.WorkStarted _,
          OrderEvent.ReturnRequested _,
          OrderEvent.ReturnRefused _,
          OrderEvent.SuspensionRequested _,
          OrderEvent.SuspensionRefused _,
          OrderEvent.ExtensionRequested _,
          OrderEvent.ExtensionRefused _ ->
          false;
      case OrderEvent.OrderOpened _,
          OrderEvent.OrderAnswered _,
          OrderEvent.OrderHandled _,
          OrderEvent.FollowedUp _,
          OrderEvent.OrderClosed _,
          OrderEvent.OrderCancelled _,
          OrderEvent.OrderReopened _,
          OrderEvent.OrderMerged _,
          OrderEvent.OrderUnmerged _,
          OrderEvent.OrderSplit _,
          OrderEvent.ServiceLevelChanged _,
          OrderEvent.TaskAdded _,
          OrderEvent.OfferAccepted _,
          OrderEvent.VisitScheduled _,
          OrderEvent.WorkerArrived _,
          OrderEvent.TaskResolved _,
          OrderEvent.TaskNotCompleted _,
          OrderEvent.TaskWithdrawn _,
          OrderEvent.ReturnApproved _,
          OrderEvent.SuspensionGranted _,
          OrderEvent.TaskResumed _,
          OrderEvent.ExtensionGranted _,
          OrderEvent.TaskReassigned _ ->
          true;
    };
  }

  void add(Happened happened) {
    Order next = OrderFold.apply(order, happened.event(), happened.by());
    order = next;
    Instant at = happened.by().occurredAt();
    switch (happened.event()) {
      case OrderEvent.OrderOpened _ -> start(1, happened.by().recordedAt());
      case OrderEvent.OrderReopened e -> {
        drop(at, ClockKind.values());
        start(e.round(), happened.by().recordedAt());
      }
      case OrderEvent.OfferAccepted e -> ofLead(next, e.taskNo(), at, ClockKind.ACCEPT);
      case OrderEvent.VisitScheduled e -> ofLead(next, e.taskNo(), at, ClockKind.FIRST_CONTACT);
      case OrderEvent.WorkerArrived e ->
          ofLead(next, e.taskNo(), at, ClockKind.FIRST_CONTACT, ClockKind.ARRIVE);
      case OrderEvent.OrderHandled _ -> {
        stop(at, ClockKind.RESOLVE);
        drop(at, ClockKind.ACCEPT, ClockKind.FIRST_CONTACT, ClockKind.ARRIVE);
      }
      case OrderEvent.OrderAnswered _ -> {
        stop(at, ClockKind.FIRST_CONTACT, ClockKind.RESOLVE, ClockKind.FEEDBACK);
        drop(at, ClockKind.ACCEPT, ClockKind.ARRIVE);
      }
      case OrderEvent.FollowedUp _, OrderEvent.OrderClosed _ -> stop(at, ClockKind.FEEDBACK);
      case OrderEvent.OrderCancelled _ -> drop(at, ClockKind.values());
      case OrderEvent.OrderMerged _ -> {
        List<Run> open = runs.stream().filter(r -> r.stoppedAt == null).toList();
        drop(at, ClockKind.values());
        open.forEach(r -> r.droppedByMerge = true);
      }
      case OrderEvent.OrderUnmerged _ -> goOnAfterMerge();
      case OrderEvent.ExtensionGranted e -> extend(e);
      case OrderEvent.ServiceLevelChanged e -> {
        level = e.to();
        runs.stream().filter(r -> r.stoppedAt == null).forEach(r -> r.level = level);
      }
      // tells nothing but what the state of the tasks tells
      case OrderEvent _ -> {}
    }
    pauseOrResume(next, at);
  }

  private void start(int round, Instant at) {
    for (ClockKind clock : ClockKind.values()) {
      runs.add(new Run(clock, round, level, at));
    }
  }

  private void ofLead(Order next, int taskNo, Instant at, ClockKind... clocks) {
    if (next.getTask(taskNo).role() == TaskRole.LEAD) {
      stop(at, clocks);
    }
  }

  private void stop(Instant at, ClockKind... clocks) {
    end(at, false, List.of(clocks));
  }

  private void drop(Instant at, ClockKind... clocks) {
    end(at, true, List.of(clocks));
  }

  private void end(Instant at, boolean dropped, List<ClockKind> clocks) {
    for (Run run : runs) {
      if (run.stoppedAt == null && clocks.contains(run.clock)) {
        run.stoppedAt = at.isBefore(run.startedAt) ? run.startedAt : at;
        run.dropped = dropped;
      }
    }
  }

  /** A merge undone never was: the resident has waited all the time. */
  private void goOnAfterMerge() {
    for (Run run : runs) {
      if (run.droppedByMerge) {
        run.stoppedAt = null;
        run.dropped = false;
        run.droppedByMerge = false;
      }
    }
  }

  private void pauseOrResume(Order next, Instant at) {
    boolean paused = !pauses.isEmpty() && pauses.getLast().to() == null;
    if (isSuspended(next) == paused) {
      return;
    }
    if (paused) {
      Instant from = pauses.removeLast().from();
      pauses.add(new Pause(from, at.isBefore(from) ? from : at));
    } else {
      Instant last = pauses.isEmpty() ? at : Objects.requireNonNull(pauses.getLast().to());
      pauses.add(new Pause(at.isBefore(last) ? last : at, null));
    }
  }

  /** The task that answers for the order: its lead, and when that is over, all that are left. */
  private static boolean isSuspended(Order order) {
    Optional<Task> lead =
        order.currentTasks().stream()
            .filter(t -> t.role() == TaskRole.LEAD)
            .max(Comparator.comparingInt(Task::no));
    if (lead.isPresent() && !lead.get().state().isOver()) {
      return lead.get().state() == TaskState.SUSPENDED;
    }
    List<Task> left = order.currentTasks().stream().filter(t -> !t.state().isOver()).toList();
    return !left.isEmpty() && left.stream().allMatch(t -> t.state() == TaskState.SUSPENDED);
  }

  /** What came after a clock's end does not touch it. */
  List<Pause> pausesUntil(@Nullable Instant end) {
    return end == null
        ? List.copyOf(pauses)
        : pauses.stream().filter(p -> p.from().isBefore(end)).toList();
  }

  /** 延期 moves the resolution, and with it the feedback. */
  private void extend(OrderEvent.ExtensionGranted event) {
    for (Run run : runs) {
      if (run.stoppedAt == null
          && (run.clock == ClockKind.RESOLVE || run.clock == ClockKind.FEEDBACK)) {
        run.extendedDays.merge(event.taskNo(), event.days(), Integer::sum);
      }
    }
  }
}
