package cn.siduan.dispatch.sla;

import cn.siduan.contract.LiveEvent;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.notify.ClockMessages;
import cn.siduan.dispatch.notify.ClockMessages.Stage;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.workqueue.NewWork;
import cn.siduan.dispatch.workqueue.QueueName;
import cn.siduan.dispatch.workqueue.WorkQueue;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells those responsible that a promise is about to be broken, or is. */
public final class Alarms {

  private final Outbox outbox;
  private final WorkQueue work;
  private final CentreDirectory centres;
  private final ClockMessages messages;

  public Alarms(Outbox outbox, WorkQueue work, CentreDirectory centres, ClockMessages messages) {
    this.outbox = outbox;
    this.work = work;
    this.centres = centres;
    this.messages = messages;
  }

  void warned(Tx tx, Order order, ClockState clock, boolean late, Instant now) {
    tell(tx, order, clock, "WARNED", null, late, now);
    messages.tell(tx, order, alarm(Stage.NEAR, clock), now);
  }

  void breached(Tx tx, Order order, ClockState clock, Tier tier, boolean late, Instant now) {
    tell(tx, order, clock, "BREACHED", tier, late, now);
    handTo(tx, order, clock, tier);
    Stage stage = tier == Tier.DISTRICT ? Stage.ESCALATED : Stage.BROKEN;
    messages.tell(tx, order, alarm(stage, clock), now);
  }

  void escalated(Tx tx, Order order, ClockState clock, Tier tier, boolean late, Instant now) {
    tell(tx, order, clock, "ESCALATED", tier, late, now);
    handTo(tx, order, clock, tier);
    messages.tell(tx, order, alarm(Stage.ESCALATED, clock), now);
  }

  private static ClockMessages.Alarm alarm(Stage stage, ClockState clock) {
    return new ClockMessages.Alarm(stage, clock.clock(), clock.round(), clock.dueAt());
  }

  private void tell(
      Tx tx,
      Order order,
      ClockState clock,
      String state,
      @Nullable Tier tier,
      boolean late,
      Instant now) {
    outbox.put(
        tx,
        audiences(order),
        new LiveEvent.ClockAlarm(
            order.number().digits(),
            clock.clock().name(),
            clock.round(),
            state,
            clock.dueAt(),
            tier,
            late,
            now),
        now);
  }

  /** Work for somebody of that tier, before what is not late. */
  private void handTo(Tx tx, Order order, ClockState clock, Tier tier) {
    boolean emergency = clock.level().code().equals(ServiceLevels.EMERGENCY);
    findCentre(order.intake().centreId(), tier)
        .ifPresent(
            centre ->
                work.put(
                    tx,
                    NewWork.of(
                        QueueName.people(centre.id(), QueueName.ANYBODY),
                        emergency ? Priority.EMERGENCY : Priority.HIGH,
                        "order/"
                            + order.number().digits()
                            + "/clock/"
                            + clock.round()
                            + "/"
                            + clock.clock())));
  }

  /** The centre of that tier above a place; the highest there is if it has none. */
  private Optional<Centre> findCentre(long placeId, Tier tier) {
    Centre centre = centres.find(placeId).orElse(null);
    while (centre != null && centre.tier() != tier) {
      Long parent = centre.parentId();
      if (parent == null) {
        break;
      }
      centre = centres.find(parent).orElse(null);
    }
    return Optional.ofNullable(centre);
  }

  /** The centre, and the provider that has the lead task. */
  private static Set<String> audiences(Order order) {
    Set<String> audiences = new HashSet<>(Set.of(Audiences.STAFF));
    order.currentTasks().stream()
        .filter(t -> t.role() == TaskRole.LEAD && t.state().isAssigned())
        .map(Task::providerId)
        .filter(Objects::nonNull)
        .forEach(id -> audiences.add(Audiences.provider(id)));
    return audiences;
  }
}
