package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.workqueue.WorkHandler;
import cn.siduan.dispatch.workqueue.WorkItem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** An offer nobody answered expires; a queue nobody placed it from gets company from above. */
final class TimeIsUp implements WorkHandler {

  private final SystemOrders orders;
  private final PlaceTask place;
  private final Clock clock;

  TimeIsUp(SystemOrders orders, PlaceTask place, Clock clock) {
    this.orders = orders;
    this.place = place;
    this.clock = clock;
  }

  @Override
  public void handle(Tx tx, WorkItem item) {
    TaskRef ref = TaskRef.of(item);
    Order order = SystemOrders.lock(tx, ref.orderId());
    switch (ref.what()) {
      // answered meanwhile: then there is nothing to expire
      case EXPIRE ->
          orders.run(
              tx,
              order,
              new OrderCommand.ExpireOffer(ref.taskNo(), Objects.requireNonNull(ref.offerNo())),
              By.system(clock.instant().truncatedTo(ChronoUnit.MICROS)),
              "offer-times");
      case ESCALATE -> {
        if (Waiting.forRouter(order, ref.taskNo())) {
          place.escalate(tx, order, ref.taskNo(), Objects.requireNonNull(ref.step()));
        }
      }
      case PLACE -> throw new IllegalArgumentException("placing is not a matter of time: " + ref);
    }
  }
}
