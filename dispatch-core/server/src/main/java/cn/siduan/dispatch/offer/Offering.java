package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.routing.store.Router;
import cn.siduan.dispatch.workqueue.QueueName;
import cn.siduan.dispatch.workqueue.WorkLoop;
import cn.siduan.dispatch.workqueue.WorkQueue;
import java.time.Clock;

/**
 * This node's share of placing tasks; every node has one, and they need not know of one another.
 */
public final class Offering implements AutoCloseable {

  private final WorkLoop placing;
  private final WorkLoop times;
  private final OrphanWatch watch;

  private Offering(WorkLoop placing, WorkLoop times, OrphanWatch watch) {
    this.placing = placing;
    this.times = times;
    this.watch = watch;
  }

  /**
   * @param takers how many tasks this node places at once
   */
  public static Offering start(
      Platform platform,
      ApiRouter api,
      Orders orders,
      Router router,
      WorkQueue queues,
      EmergencyCall emergency,
      int takers) {
    Clock clock = platform.clock();
    TaskWork work = new TaskWork(queues);
    SystemOrders systemOrders = new SystemOrders(orders);
    PlaceTask place = new PlaceTask(systemOrders, router, work, emergency, clock);
    new OfferApi(platform.database(), new OfferLinks(platform, orders)).register(api);
    return new Offering(
        WorkLoop.start(queues, QueueName.ROUTING, takers, place),
        WorkLoop.start(queues, TaskWork.TIMES, 1, new TimeIsUp(systemOrders, place, clock)),
        new OrphanWatch(platform, work));
  }

  /** Finishes what is in hand. */
  @Override
  public void close() {
    watch.close();
    placing.close();
    times.close();
  }
}
