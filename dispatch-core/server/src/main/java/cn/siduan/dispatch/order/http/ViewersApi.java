package cn.siduan.dispatch.order.http;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Two who look at one order see each other: each page says every few seconds that it is there. */
public final class ViewersApi {

  /** Of a page that was closed, or whose computer sleeps, nothing is heard. */
  private static final Duration GONE = Duration.ofSeconds(20);

  private static final int MOST = 20;

  record Viewer(long id, String name) {}

  record Viewers(List<Viewer> items) {}

  private final Database database;
  private final Clock clock;

  public ViewersApi(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public void register(ApiRouter router) {
    router.on("viewOrder", this::view);
  }

  private ApiReply view(ApiRequest request) {
    String number = request.text("number");
    long orderId = RequestFacts.number("number", number).id();
    Actor actor = request.actor();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return database.transaction(
        tx -> {
          if (OrderStore.find(tx.handle(), orderId)
              .filter(o -> OrderAccess.maySee(actor, o))
              .isEmpty()) {
            throw Problem.notFound("order", number).exception();
          }
          seen(tx, orderId, actor, now);
          return ApiReply.ok(new Viewers(listOthers(tx, orderId, actor, now.minus(GONE))));
        });
  }

  private static void seen(Tx tx, long orderId, Actor actor, Instant now) {
    tx.handle()
        .createUpdate(
            """
            insert into order_viewer (order_id, account_id, name, seen_at)
            values (:order, :account, :name, :now)
            on conflict (order_id, account_id) do update set seen_at = excluded.seen_at
            """)
        .bind("order", orderId)
        .bind("account", actor.id())
        .bind("name", actor.name())
        .bind("now", now)
        .execute();
    tx.handle()
        .createUpdate("delete from order_viewer where account_id = :account and seen_at < :gone")
        .bind("account", actor.id())
        .bind("gone", now.minus(GONE))
        .execute();
  }

  private static List<Viewer> listOthers(Tx tx, long orderId, Actor actor, Instant since) {
    return tx.handle()
        .createQuery(
            """
            select account_id, name from order_viewer
            where order_id = :order and account_id <> :account and seen_at >= :since
            order by name, account_id limit :most
            """)
        .bind("order", orderId)
        .bind("account", actor.id())
        .bind("since", since)
        .bind("most", MOST)
        .map((rs, _) -> new Viewer(rs.getLong("account_id"), rs.getString("name")))
        .list();
  }
}
