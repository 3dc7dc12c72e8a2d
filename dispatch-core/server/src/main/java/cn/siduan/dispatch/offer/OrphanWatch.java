package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.offer.Invariants.Orphan;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.Platform;
import io.micrometer.core.instrument.Gauge;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for tasks in limbo now and then, says so in the gauge {@code siduan_orphan_tasks}, and
 * gives what it finds to the router: a mistake of ours must not become somebody's long wait.
 */
final class OrphanWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanWatch.class);
  private static final long EVERY_MILLIS = 30_000;

  private final Platform platform;
  private final TaskWork work;
  private final AtomicInteger found = new AtomicInteger();
  private final long timer;

  OrphanWatch(Platform platform, TaskWork work) {
    this.platform = platform;
    this.work = work;
    Gauge.builder("siduan.orphan.tasks", found, AtomicInteger::get).register(platform.metrics());
    timer =
        platform
            .vertx()
            .setPeriodic(EVERY_MILLIS, EVERY_MILLIS, _ -> Thread.startVirtualThread(this::look));
  }

  void look() {
    try {
      List<Orphan> orphans = Invariants.list(platform.database());
      found.set(orphans.size());
      orphans.forEach(this::rescue);
    } catch (RuntimeException e) {
      LOG.warn("could not look for tasks in limbo; will look again", e);
    }
  }

  private void rescue(Orphan orphan) {
    LOG.error("{} was nobody's; the router gets it", orphan);
    platform
        .database()
        .transaction(
            tx -> {
              Order order = SystemOrders.lock(tx, orphan.orderId());
              if (Waiting.forRouter(order, orphan.taskNo())) {
                work.place(tx, order, orphan.taskNo());
              } else {
                order
                    .pendingOffers(orphan.taskNo())
                    .forEach(o -> work.expire(tx, order, o.taskNo(), o.no(), o.expiresAt()));
              }
              return order;
            });
  }

  @Override
  public void close() {
    platform.vertx().cancelTimer(timer);
  }
}
