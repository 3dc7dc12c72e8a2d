package cn.siduan.dispatch.report;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.deadline.Deadlines;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.workqueue.WorkQueue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws handled orders for follow-up and writes down what came of it, in the order's transaction.
 */
public final class KeepFollowUps implements OrderEventHandler {

  static final String KIND = "FOLLOW_UP_END";

  private final FollowUpSettings settings;
  private final CatalogueDirectory catalogue;
  private final Deadlines deadlines;
  private final FollowUpWork work;

  public KeepFollowUps(
      FollowUpSettings settings,
      CatalogueDirectory catalogue,
      Deadlines deadlines,
      WorkQueue queues) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.deadlines = deadlines;
    work = new FollowUpWork(queues);
  }

  @Override
  public void on(Tx tx, OrderChange change) {
    rows(tx, change);
    Order before = change.before();
    Order after = change.after();
    if (before != null && waits(before) && (!waits(after) || before.round() != after.round())) {
      work.over(tx, before);
    }
    if (waits(after) && !waits(before) && sampling(tx, after).sampled()) {
      work.begin(tx, after);
    }
  }

  private static boolean waits(@Nullable Order order) {
    return order != null && order.state() == OrderState.FOLLOW_UP;
  }

  private void rows(Tx tx, OrderChange change) {
    Instant at = change.by().recordedAt();
    for (OrderEvent event : change.events()) {
      switch (event) {
        case OrderEvent.OrderHandled _ -> handled(tx, change.after(), at);
        case OrderEvent.FollowedUp e -> followedUp(tx, change, e, at);
        case OrderEvent.OrderClosed _ -> closed(tx, change.after(), at);
        // the others leave follow-up as it is
        case OrderEvent _ -> {}
      }
    }
  }

  @Override
  public void adopt(Tx tx, List<OrderChange> past) {
    past.forEach(change -> rows(tx, change));
    Order now = past.getLast().after();
    if (waits(now) && sampling(tx, now).sampled()) {
      work.begin(tx, now);
    }
  }

  private Sampling sampling(Tx tx, Order order) {
    return Sampling.of(
        settings,
        order.id(),
        order.round(),
        order.intake().priority(),
        category(tx, order.intake().itemId()));
  }

  private void handled(Tx tx, Order order, Instant at) {
    Sampling sampling = sampling(tx, order);
    tx.batch()
        .add(
            """
            insert into follow_up (order_id, round, handled_at, sampled, rule, provider_id, responded)
            values (?, ?, ?, ?, ?, ?, coalesce((select stopped_at < due_at and not dropped from deadline
              where kind = 'CLOCK' and order_id = ? and round = ? and clock = 'FIRST_CONTACT'), false))
            on conflict (order_id, round) do nothing\
            """,
            order.id(),
            order.round(),
            at,
            sampling.sampled(),
            sampling.rule(),
            leadProvider(order, order.round()),
            order.id(),
            order.round());
    if (!sampling.sampled()) {
      deadlines.set(
          tx,
          KIND,
          key(order.id(), order.round()),
          order.id(),
          null,
          at.plus(settings.closeAfter()));
    }
  }

  /** Read only where shares by category are configured. */
  private String category(Tx tx, long itemId) {
    if (settings.byCategory().isEmpty()) {
      return "";
    }
    return catalogue
        .find(itemId)
        .flatMap(
            item ->
                tx.handle()
                    .createQuery("select code from service_category where id = :id")
                    .bind("id", item.categoryId())
                    .mapTo(String.class)
                    .findOne())
        .orElse("");
  }

  private static @Nullable Long leadProvider(Order order, int round) {
    return order.tasks().stream()
        .filter(t -> t.round() == round && t.role() == TaskRole.LEAD)
        .max(Comparator.comparingInt(Task::no))
        .map(Task::providerId)
        .orElse(null);
  }

  private void followedUp(Tx tx, OrderChange change, OrderEvent.FollowedUp event, Instant at) {
    Order before = change.before();
    int round = before == null ? change.after().round() : before.round();
    tx.batch()
        .add(
            """
            update follow_up set followed_up_at = ?, by_role = ?, resolved = ?, satisfaction = ?
            where order_id = ? and round = ?\
            """,
            at,
            change.by().actor().role(),
            event.resolved(),
            event.satisfaction(),
            change.after().id(),
            round);
    deadlines.cancel(tx, KIND, key(change.after().id(), round));
  }

  private void closed(Tx tx, Order order, Instant at) {
    tx.batch()
        .add(
            "update follow_up set closed_at = ? where order_id = ? and round = ?",
            at,
            order.id(),
            order.round());
    deadlines.cancel(tx, KIND, key(order.id(), order.round()));
  }

  static String key(long orderId, int round) {
    return orderId + "/" + round;
  }
}
