package cn.siduan.dispatch.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events being decided, and the state each leads to, so that what follows from one can be seen. */
final class Draft {
  private final By by;
  private final List<OrderEvent> events = new ArrayList<>();
  private @Nullable Order order;

  Draft(@Nullable Order order, By by) {
    this.order = order;
    this.by = by;
  }

  By by() {
    return by;
  }

  Order order() {
    return Objects.requireNonNull(order);
  }

  Draft add(OrderEvent event) {
    order = OrderFold.apply(order, event, by);
    events.add(event);
    return this;
  }

  void withdrawTasks(String reason) {
    for (Task task : order().tasks()) {
      if (!task.state().isOver()) {
        closePendingOffers(task.no(), reason);
        add(new OrderEvent.TaskWithdrawn(task.no(), reason));
      }
    }
  }

  void supersedeOffers(int taskNo) {
    for (Offer offer : order().pendingOffers(taskNo)) {
      add(new OrderEvent.OfferSuperseded(taskNo, offer.no(), offer.providerId()));
    }
  }

  private void closePendingOffers(int taskNo, String reason) {
    for (Offer offer : order().pendingOffers(taskNo)) {
      add(new OrderEvent.OfferRevoked(taskNo, offer.no(), offer.providerId(), reason));
    }
  }

  /** The order is handled once every task of the round is. */
  Draft handledIfAllTasksAre() {
    boolean all =
        order().currentTasks().stream().allMatch(t -> t.state().isOver())
            && !order().currentTasks().isEmpty();
    return all && order().state().isBeingHandled() ? add(new OrderEvent.OrderHandled()) : this;
  }

  Decision accepted() {
    return new Decision.Accepted(order(), List.copyOf(events));
  }

  static Decision refused(Refusal refusal) {
    return new Decision.Refused(refusal);
  }
}
