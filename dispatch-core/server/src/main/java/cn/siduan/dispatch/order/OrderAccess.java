package cn.siduan.dispatch.order;

import cn.siduan.contract.Actor;
import java.util.Objects;

/** Whose order it is. Whoever may not see it is told that there is none. */
public final class OrderAccess {

  private OrderAccess() {}

  public static boolean maySee(Actor actor, Order order) {
    return switch (actor.role()) {
      case OPERATOR, SUPERVISOR, SYSTEM -> true;
      case RESIDENT -> order.belongsTo(actor) || (actor.id() != 0 && order.openedBy(actor));
      case VISITOR, MACHINE -> order.openedBy(actor);
      case PROVIDER_DISPATCHER -> order.tasks().stream().anyMatch(t -> maySee(actor, order, t));
      case WORKER -> order.tasks().stream().anyMatch(t -> maySee(actor, order, t));
      case ADMINISTRATOR -> false;
    };
  }

  /**
   * A provider sees a task while it is offered to it or after it had accepted it; a worker, their
   * own.
   */
  public static boolean maySee(Actor actor, Order order, Task task) {
    return switch (actor.role()) {
      case PROVIDER_DISPATCHER ->
          Objects.equals(task.providerId(), actor.providerId())
              || order.pendingOffers(task.no()).stream()
                  .anyMatch(o -> Objects.equals(o.providerId(), actor.providerId()));
      case WORKER ->
          Objects.equals(task.providerId(), actor.providerId())
              && Objects.equals(task.workerId(), actor.workerId());
      default -> maySee(actor, order);
    };
  }
}
