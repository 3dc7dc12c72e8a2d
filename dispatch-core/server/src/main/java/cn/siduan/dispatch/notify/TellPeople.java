package cn.siduan.dispatch.notify;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.notify.Compose.Occasion;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.order.TaskState;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages an order's events give rise to, with those events. A provider is told nothing
 * personal: the address is on its screen once it has accepted (decision 0009).
 */
public final class TellPeople implements OrderEventHandler {

  private final Compose compose;
  private final NotifySettings settings;
  private final CatalogueDirectory catalogue;
  private final CentreDirectory centres;
  private final OfferWording offers;

  TellPeople(
      Compose compose,
      NotifySettings settings,
      CatalogueDirectory catalogue,
      CentreDirectory centres) {
    this.compose = compose;
    this.settings = settings;
    this.catalogue = catalogue;
    this.centres = centres;
    offers = new OfferWording(compose.texts(), settings, catalogue, centres);
  }

  @Override
  public void on(Tx tx, OrderChange change) {
    int seq = change.firstSeq();
    for (OrderEvent event : change.events()) {
      tell(new Telling(tx, change, seq++), event);
    }
  }

  /** One event being told of. */
  private record Telling(Tx tx, OrderChange change, int seq) {
    Order order() {
      return change.after();
    }

    Occasion occasion(@Nullable Instant expiresAt) {
      String key = "order " + order().id() + " " + seq;
      return new Occasion(order(), key, change.by().recordedAt(), expiresAt);
    }
  }

  private void tell(Telling t, OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderOpened _ -> opened(t);
      case OrderEvent.OrderAnswered _ -> asker(t, Wording.ORDER_ANSWERED, linked(t));
      case OrderEvent.OrderHandled _ -> handled(t);
      case OrderEvent.OrderReopened _ -> asker(t, Wording.ORDER_REOPENED, numbered(t));
      case OrderEvent.OrderCancelled _ -> asker(t, Wording.ORDER_CANCELLED, numbered(t));
      case OrderEvent.OrderMerged e ->
          asker(
              t,
              Wording.ORDER_MERGED,
              numbered(t).put("into", new OrderNumber(e.intoId()).digits()));
      case OrderEvent.TaskOffered e -> offered(t, e);
      case OrderEvent.OfferAccepted e -> accepted(t, e);
      case OrderEvent.OfferRevoked e -> withdrawn(t, e.providerId(), e.taskNo(), e.offerNo());
      case OrderEvent.OfferSuperseded e -> withdrawn(t, e.providerId(), e.taskNo(), e.offerNo());
      case OrderEvent.WorkerNamed e -> assigned(t, e.taskNo(), e.workerId());
      case OrderEvent.VisitScheduled e -> scheduled(t, e);
      case OrderEvent.WorkerDeparted e -> departed(t, e.taskNo());
      case OrderEvent.SuspensionGranted _ -> asker(t, Wording.ORDER_SUSPENDED, numbered(t));
      case OrderEvent.ExtensionGranted e ->
          asker(t, Wording.ORDER_EXTENDED, numbered(t).put("days", Integer.toString(e.days())));
      case OrderEvent.Chased _ -> chased(t);
      case OrderEvent.TaskAdded _,
          OrderEvent.OrderDispatched _,
          OrderEvent.FollowedUp _,
          OrderEvent.OrderClosed _,
          OrderEvent.OrderUnmerged _,
          OrderEvent.MergeAbsorbed _,
          OrderEvent.MergeReleased _,
          OrderEvent.OrderSplit _,
          OrderEvent.Supervised _,
          OrderEvent.NoteAdded _,
          OrderEvent.EvidenceKept _,
          OrderEvent.Attached _,
          OrderEvent.ClockBreached _,
          OrderEvent.BreachEscalated _,
          OrderEvent.ServiceLevelChanged _,
          OrderEvent.OfferDeclined _,
          OrderEvent.OfferExpired _,
          OrderEvent.WorkerArrived _,
          OrderEvent.WorkStarted _,
          OrderEvent.TaskResolved _,
          OrderEvent.TaskNotCompleted _,
          OrderEvent.TaskWithdrawn _,
          OrderEvent.ReturnRequested _,
          OrderEvent.ReturnApproved _,
          OrderEvent.ReturnRefused _,
          OrderEvent.SuspensionRequested _,
          OrderEvent.SuspensionRefused _,
          OrderEvent.TaskResumed _,
          OrderEvent.ExtensionRequested _,
          OrderEvent.ExtensionRefused _,
          OrderEvent.TaskReassigned _ -> {}
    }
  }

  private void asker(Telling t, Wording wording, Words words) {
    compose.toAsker(t.tx(), t.occasion(null), wording, words);
  }

  private Words numbered(Telling t) {
    return new Words().put("number", t.order().number().digits());
  }

  private Words linked(Telling t) {
    return numbered(t)
        .put("link", settings.publicUrl() + "/track/" + t.order().intake().trackingToken());
  }

  private Words withItem(Words words, long itemId) {
    Optional<Item> item = catalogue.find(itemId);
    return words.put("item", item.map(Item::name).orElse(""), item.map(Item::nameEn).orElse(""));
  }

  /** What is answered at once is told once, as answered. */
  private void opened(Telling t) {
    Intake in = t.order().intake();
    if (t.change().events().stream().anyMatch(e -> e instanceof OrderEvent.OrderAnswered)) {
      return;
    }
    Words words = withItem(linked(t), in.itemId());
    if (in.slotId() == null) {
      asker(t, Wording.ORDER_RECEIVED, words);
      return;
    }
    Centre place = centres.find(in.centreId()).orElse(null);
    words.put("place", place == null ? "" : place.name(), place == null ? "" : place.nameEn());
    words.time("time", slotStart(t.tx(), in.slotId()), compose.texts().quietHours().zone());
    asker(t, Wording.APPOINTMENT_BOOKED, words);
  }

  private static Instant slotStart(Tx tx, long slotId) {
    return tx.handle()
        .createQuery("select starts_at from slot where id = :id")
        .bind("id", slotId)
        .mapTo(OffsetDateTime.class)
        .one()
        .toInstant();
  }

  private void handled(Telling t) {
    boolean resolved =
        t.order().currentTasks().stream()
            .filter(task -> task.role() == TaskRole.LEAD)
            .allMatch(task -> task.state() == TaskState.RESOLVED);
    if (resolved) {
      asker(t, Wording.ORDER_RESOLVED, linked(t));
    } else {
      asker(t, Wording.ORDER_CANNOT_COMPLETE, numbered(t));
    }
  }

  /** Its own system is told by whoever brings the offer, with the link to answer it. */
  private void offered(Telling t, OrderEvent.TaskOffered e) {
    compose.toProvider(
        t.tx(),
        t.occasion(e.expiresAt()),
        e.providerId(),
        OfferWording.wording(t.order()),
        offers.words(t.order(), e),
        null);
  }

  private static ObjectNode facts(Telling t, int taskNo) {
    return Json.object().put("number", t.order().number().digits()).put("task_no", taskNo);
  }

  private void withdrawn(Telling t, long providerId, int taskNo, int offerNo) {
    compose.toProvider(
        t.tx(),
        t.occasion(null),
        providerId,
        Wording.OFFER_WITHDRAWN,
        numbered(t),
        facts(t, taskNo).put("offer_no", offerNo));
  }

  private void accepted(Telling t, OrderEvent.OfferAccepted e) {
    asker(
        t,
        Wording.PROVIDER_ACCEPTED,
        numbered(t).put("provider", name(t.tx(), "provider", e.providerId())));
    if (e.workerId() != null) {
      assigned(t, e.taskNo(), e.workerId());
    }
  }

  private void assigned(Telling t, int taskNo, long workerId) {
    Words words = withItem(numbered(t), t.order().getTask(taskNo).itemId());
    compose.toWorker(t.tx(), t.occasion(null), workerId, Wording.TASK_ASSIGNED, words);
  }

  private void scheduled(Telling t, OrderEvent.VisitScheduled e) {
    Words words = worker(t, e.taskNo(), numbered(t));
    words.time("time", e.when(), compose.texts().quietHours().zone());
    asker(t, Wording.VISIT_SCHEDULED, words);
  }

  private void departed(Telling t, int taskNo) {
    asker(t, Wording.WORKER_EN_ROUTE, worker(t, taskNo, numbered(t)));
  }

  private static Words worker(Telling t, int taskNo, Words words) {
    Task task = t.order().getTask(taskNo);
    if (task.providerId() != null) {
      words.put("provider", name(t.tx(), "provider", task.providerId()));
    }
    return task.workerId() == null
        ? words.put("worker", "服务人员", "A worker")
        : words.put("worker", name(t.tx(), "worker", task.workerId()));
  }

  private void chased(Telling t) {
    for (Task task : t.order().currentTasks()) {
      if (task.providerId() != null && task.state().isAssigned()) {
        compose.toProvider(
            t.tx(),
            t.occasion(null),
            task.providerId(),
            Wording.TASK_CHASED,
            numbered(t),
            facts(t, task.no()));
      }
    }
  }

  /**
   * @param table provider or worker
   */
  private static String name(Tx tx, String table, long id) {
    return tx.handle()
        .createQuery("select name from " + table + " where id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }
}
