package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.calendar.WorkingCalendar;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.command.OrderHistory;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.platform.db.Database;
import java.util.List;
import java.util.Optional;

/**
 * After a calendar has changed: computes the running clocks that stand on an older version of it
 * anew. Run at start; a node that finds nothing left has nothing to do.
 */
public final class RecomputeClocks {

  private static final int BATCH = 200;

  private final Database database;
  private final OrderClocks clocks;
  private final KeepClocks keep;

  public RecomputeClocks(Database database, OrderClocks clocks, KeepClocks keep) {
    this.database = database;
    this.clocks = clocks;
    this.keep = keep;
  }

  /**
   * @return of how many orders
   */
  public int run() {
    int done = 0;
    long after = 0;
    List<Long> stale = stale(after);
    while (!stale.isEmpty()) {
      for (long id : stale) {
        done += recompute(id) ? 1 : 0;
      }
      after = stale.getLast();
      stale = stale(after);
    }
    return done;
  }

  private List<Long> stale(long after) {
    List<String> current =
        clocks.levels().calendars().codes().stream()
            .map(clocks.levels().calendars()::get)
            .map(RecomputeClocks::name)
            .toList();
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct order_id from deadline
                    where kind = 'CLOCK' and stopped_at is null and order_id > :after
                      and calendar || '/' || calendar_version <> all(:current)
                    order by order_id limit :most\
                    """)
                .bind("after", after)
                .bindArray("current", String.class, current.toArray())
                .bind("most", BATCH)
                .mapTo(Long.class)
                .list());
  }

  private static String name(WorkingCalendar calendar) {
    return calendar.code() + "/" + calendar.version();
  }

  private boolean recompute(long id) {
    return database.transaction(
        tx -> {
          boolean free =
              tx.handle()
                  .createQuery("select 1 from service_order where id = :id for update skip locked")
                  .bind("id", id)
                  .mapTo(Integer.class)
                  .findOne()
                  .isPresent();
          // whoever has it writes its clocks, or the clock does when it fires
          Optional<Order> order = free ? OrderStore.find(tx.handle(), id) : Optional.empty();
          order.ifPresent(
              o ->
                  keep.write(
                      tx,
                      id,
                      OrderHistory.read(tx.handle(), id, o.version()),
                      ClockRows.findLevel(tx.handle(), id)));
          return order.isPresent();
        });
  }
}
