package cn.siduan.dispatch.live;

import cn.siduan.contract.Actor;
import cn.siduan.contract.LiveEvent;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Offer;
import cn.siduan.dispatch.order.OfferState;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells every screen that shows a change, and no other. A provider is told of its own tasks and
 * offers only, and of nobody else's part in them (decision 0009).
 */
public final class TellScreens implements OrderEventHandler {

  private final Outbox outbox;
  private final CentreDirectory centres;

  public TellScreens(Outbox outbox, CentreDirectory centres) {
    this.outbox = outbox;
    this.centres = centres;
  }

  @Override
  public void on(Tx tx, OrderChange change) {
    Order after = change.after();
    Instant at = change.by().recordedAt();
    outbox.put(tx, orderReaders(after), orderChanged(after, at), at);
    for (Task task : after.tasks()) {
      tellTask(tx, change, task, at);
    }
    for (Offer offer : after.offers()) {
      tellOffer(tx, change, offer, at);
    }
  }

  /** The centre, and whoever asked: by name, from the telephone given, or on behalf of another. */
  private static Set<String> orderReaders(Order order) {
    Intake in = order.intake();
    Set<String> readers =
        new HashSet<>(Set.of(Audiences.STAFF, Audiences.phone(in.contactPhone())));
    if (in.residentId() != null) {
      readers.add(Audiences.resident(in.residentId()));
    }
    Actor opener = Actor.staff(order.openedByRole(), order.openedBy(), "");
    switch (order.openedByRole()) {
      case VISITOR, MACHINE, RESIDENT -> readers.addAll(Audiences.of(opener));
      case OPERATOR, SUPERVISOR, PROVIDER_DISPATCHER, WORKER, ADMINISTRATOR, SYSTEM -> {}
    }
    return readers;
  }

  private static LiveEvent orderChanged(Order order, Instant at) {
    Intake in = order.intake();
    return new LiveEvent.OrderChanged(
        order.number().digits(),
        order.version(),
        order.state().name(),
        in.priority(),
        in.itemId(),
        in.centreId(),
        at);
  }

  private void tellTask(Tx tx, OrderChange change, Task task, Instant at) {
    Task before = before(change).flatMap(o -> o.findTask(task.no())).orElse(null);
    if (task.equals(before) && !(concernsAll(change.events()) && task.state().isAssigned())) {
      return;
    }
    Set<String> readers = orderReaders(change.after());
    readers.addAll(holders(task));
    outbox.put(tx, readers, taskChanged(change.after(), task, task.providerId(), at), at);
    if (before == null) {
      return;
    }
    Set<String> former = holders(before);
    former.removeAll(readers);
    // it learns that it has the task no more, not who has it now
    outbox.put(tx, former, taskChanged(change.after(), task, null, at), at);
  }

  /** What those who hold a task see of the order although their task is as it was. */
  private static boolean concernsAll(List<OrderEvent> events) {
    return events.stream()
        .anyMatch(e -> e instanceof OrderEvent.Chased || e instanceof OrderEvent.Attached);
  }

  private static Set<String> holders(Task task) {
    Set<String> holders = new HashSet<>();
    if (task.providerId() != null) {
      holders.add(Audiences.provider(task.providerId()));
    }
    if (task.workerId() != null) {
      holders.add(Audiences.worker(task.workerId()));
    }
    return holders;
  }

  private static LiveEvent taskChanged(
      Order order, Task task, @Nullable Long providerId, Instant at) {
    return new LiveEvent.TaskChanged(
        order.number().digits(), task.no(), order.version(), task.state().name(), providerId, at);
  }

  private void tellOffer(Tx tx, OrderChange change, Offer offer, Instant at) {
    Offer before = before(change).flatMap(o -> o.findOffer(offer.no())).orElse(null);
    Set<String> readers = Set.of(Audiences.STAFF, Audiences.provider(offer.providerId()));
    String number = change.after().number().digits();
    if (before == null) {
      outbox.put(tx, readers, offerMade(change.after(), offer, at), at);
    }
    boolean wasPending = before == null || before.state() == OfferState.PENDING;
    if (wasPending && offer.state() != OfferState.PENDING) {
      outbox.put(
          tx,
          readers,
          new LiveEvent.OfferClosed(number, offer.taskNo(), offer.no(), offer.state().name(), at),
          at);
    }
  }

  private LiveEvent offerMade(Order order, Offer offer, Instant at) {
    Intake in = order.intake();
    return new LiveEvent.OfferMade(
        order.number().digits(),
        offer.taskNo(),
        offer.no(),
        offer.providerId(),
        order.getTask(offer.taskNo()).itemId(),
        offer.mode().name(),
        offer.expiresAt(),
        centres.find(in.centreId()).map(c -> c.name()).orElse(""),
        in.summary(),
        at);
  }

  private static Optional<Order> before(OrderChange change) {
    return Optional.ofNullable(change.before());
  }
}
