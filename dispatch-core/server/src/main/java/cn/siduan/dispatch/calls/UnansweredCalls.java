package cn.siduan.dispatch.calls;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Tier;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.TrackingToken;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.workqueue.NewWork;
import cn.siduan.dispatch.workqueue.QueueName;
import cn.siduan.dispatch.workqueue.WorkQueue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What becomes of calls nobody answered: who gave up is work to call back, a message is an order to
 * be completed by an operator.
 */
public final class UnansweredCalls {

  /** Why somebody is to be called back. */
  enum Reason {
    /** 放弃 */
    GAVE_UP,
    /** 无法接通：值守之外 */
    MISSED_WHILE_AWAY,
    /** 留言 */
    LEFT_MESSAGE,
    /** 多次回拨无人接听 */
    CALL_BACK_FAILED
  }

  private static final String SKILL = "call-back";

  private final WorkQueue work;
  private final Orders orders;
  private final CatalogueDirectory catalogue;
  private final String messageItem;

  /**
   * @param messageItem the catalogue's code of what a message is taken down as
   */
  public UnansweredCalls(
      WorkQueue work, Orders orders, CatalogueDirectory catalogue, String messageItem) {
    this.work = work;
    this.orders = orders;
    this.catalogue = catalogue;
    this.messageItem = messageItem;
  }

  /** Once for each number, however often it called; who withheld it cannot be called back. */
  void toCallBack(Tx tx, Call call, Reason reason, Instant ended) {
    Optional<Long> root = findRoot(tx.handle());
    if (call.number().isEmpty() || root.isEmpty()) {
      return;
    }
    ObjectNode payload =
        Json.object()
            .put("call_id", call.id())
            .put("number", call.number())
            .put("reason", reason.name())
            .put("place", CallStore.ahead(tx.handle(), call) + 1)
            .put("waited_seconds", Duration.between(call.arrivedAt(), ended).toSeconds())
            .put("arrived_at", call.arrivedAt().toString());
    Caller.of(tx.handle(), call.number()).residents().stream()
        .map(Caller.Person::id)
        .forEach(payload.withArray("resident_ids")::add);
    work.put(
        tx,
        NewWork.of(QueueName.people(root.get(), SKILL), call.priority(), subject(call.number()))
            .with(payload));
  }

  /** They got through after all. */
  static void spokenTo(Tx tx, String number, Instant now) {
    if (!number.isEmpty()) {
      tx.batch()
          .add(
              """
              update work_item set state = 'DONE', done_at = ?, taken_by = null, taken_at = null, lease_until = null,
                again_at = null
              where subject = ? and skill = ? and state = 'WAITING'\
              """,
              now,
              subject(number),
              SKILL);
    }
  }

  private static String subject(String number) {
    return "call-back/" + number;
  }

  private static Optional<Long> findRoot(Handle handle) {
    return handle
        .createQuery(
            """
            select id from centre where parent_id is null and retired_at is null order by id limit 1
            """)
        .mapTo(Long.class)
        .findOne();
  }

  /** Once for each message. */
  void takeDown(Tx tx, Call call, CallEvent.VoicemailLeft event, Instant now) {
    boolean fresh =
        tx.handle()
                .createUpdate(
                    """
                    insert into recording (call_id, kind, asterisk, file, begun_at)
                    values (:call, 'MESSAGE', :asterisk, :file, :at) on conflict do nothing
                    """)
                .bind("call", call.id())
                .bind("asterisk", event.asterisk())
                .bind("file", event.recording())
                .bind("at", event.at())
                .execute()
            == 1;
    if (!fresh) {
      return;
    }
    toCallBack(tx, call, Reason.LEFT_MESSAGE, event.at());
    findItem(tx.handle()).ifPresent(item -> open(tx, call, item, event.seconds(), now));
  }

  private Optional<Item> findItem(Handle handle) {
    return handle
        .createQuery("select id from service_item where code = :code and retired_at is null")
        .bind("code", messageItem)
        .mapTo(Long.class)
        .findOne()
        .flatMap(catalogue::find);
  }

  private void open(Tx tx, Call call, Item item, int seconds, Instant now) {
    By by = new By(Actor.SYSTEM, Channel.PHONE, Tier.DISTRICT, call.arrivedAt(), now);
    OrderCommand.Open open =
        new OrderCommand.Open(intake(tx, call, item, seconds), List.of(), null);
    switch (OrderLifecycle.decide(null, open, by)) {
      case Decision.Refused r ->
          throw new IllegalStateException("an order was refused: " + r.refusal());
      case Decision.Accepted a -> {
        orders.apply(tx, new OrderChange(null, a.order(), a.events(), by, call.id()));
        CallStore.order(tx, call.id(), a.order().id());
      }
    }
  }

  private static Intake intake(Tx tx, Call call, Item item, int seconds) {
    Home home = Home.of(tx.handle(), call.number());
    return new Intake(
        OrderStore.nextId(tx.handle()),
        Channel.PHONE,
        Tier.DISTRICT,
        call.priority(),
        item.id(),
        item.formVersion(),
        home.residentId(),
        home.householdId(),
        home.name(),
        call.number(),
        home.address(),
        home.centreId() == 0 ? findRoot(tx.handle()).orElseThrow() : home.centreId(),
        null,
        null,
        "电话留言（" + seconds + "秒），请听录音后补充完整。",
        Json.object(),
        null,
        null,
        List.of(),
        TrackingToken.next(),
        null);
  }
}
