package cn.siduan.dispatch.calls;

import cn.siduan.contract.LiveEvent;
import cn.siduan.contract.Priority;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.dispatch.calls.CallDistributor.Free;
import cn.siduan.dispatch.calls.CallDistributor.Match;
import cn.siduan.dispatch.calls.CallDistributor.Queued;
import cn.siduan.dispatch.calls.PresenceStore.Presence;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings callers and operators together. Run whenever one of either may have become free, and by
 * the clock; one node at a time, so that two do not reserve for the same call.
 */
public final class CallDesk {

  private static final Logger LOG = LoggerFactory.getLogger(CallDesk.class);
  private static final long LOCK = 0x51D0_CA11L;
  private static final int MOST_AT_ONCE = 200;

  private final Platform platform;
  private final Outbox outbox;
  private final CallSettings settings;
  private final AsteriskCommands commands;
  private final UnansweredCalls unanswered;

  public CallDesk(
      Platform platform,
      Outbox outbox,
      CallSettings settings,
      AsteriskCommands commands,
      UnansweredCalls unanswered) {
    this.platform = platform;
    this.outbox = outbox;
    this.settings = settings;
    this.commands = commands;
    this.unanswered = unanswered;
  }

  /** Matches who waits with who is free, and lets the telephones ring. */
  public void distribute() {
    List<AsteriskCommands.Order> orders = new ArrayList<>();
    platform
        .database()
        .transaction(
            tx -> {
              tx.handle().execute("select pg_advisory_xact_lock(?)", LOCK);
              for (Match match :
                  CallDistributor.match(
                      listQueued(tx.handle()), listFree(tx.handle()), settings.sticky(), now())) {
                reserve(tx, match, orders);
              }
              return orders.size();
            });
    // after the commit: a telephone that rings for a reservation nobody wrote down would be a lie
    orders.forEach(commands::send);
  }

  private void reserve(Tx tx, Match match, List<AsteriskCommands.Order> orders) {
    Call call =
        CallStore.lock(tx.handle(), match.callId()).filter(c -> c.state().isQueued()).orElse(null);
    if (call == null) {
      return;
    }
    Presence operator =
        PresenceStore.reserve(tx, match.operatorId(), call.id(), now()).orElse(null);
    if (operator == null) {
      return;
    }
    orders.add(
        new AsteriskCommands.Order(
            call.asterisk(),
            call.state() == CallState.CALL_BACK
                ? dial(tx, call, operator)
                : ring(tx, call, operator)));
  }

  /** The telephone of an operator who is reserved for a waiting call rings. */
  CallCommand ring(Tx tx, Call call, Presence operator) {
    reserved(tx, call, operator, CallState.RINGING);
    return ring(call, operator);
  }

  private CallCommand dial(Tx tx, Call call, Presence operator) {
    reserved(tx, call, operator, CallState.DIALLING);
    return dial(call, operator);
  }

  private void reserved(Tx tx, Call call, Presence operator, CallState state) {
    tx.handle()
        .createUpdate(
            """
            update call set state = :state, operator_id = :operator, rings = rings + 1 where id = :id
            """)
        .bind("state", state)
        .bind("operator", operator.accountId())
        .bind("id", call.id())
        .execute();
    tell(tx, call.id(), state, operator.accountId());
  }

  private CallCommand ring(Call call, Presence operator) {
    return new CallCommand.RingOperator(
        call.id(),
        call.channel(),
        operator.extension(),
        operator.fence(),
        (int) settings.ring().toSeconds(),
        call.number());
  }

  private CallCommand dial(Call call, Presence operator) {
    return new CallCommand.CallOut(
        call.id(),
        Integer.toString(operator.fence()),
        call.number(),
        (int) settings.ring().toSeconds() + 10);
  }

  /** What time does: wrap-ups end, lost answers and lost callers are noticed. */
  public void sweep() {
    Instant now = now();
    platform
        .database()
        .transaction(
            tx -> {
              PresenceStore.endWrapUps(tx, now.minus(settings.wrapUp()), now);
              Instant overdue = now.minus(settings.ring()).minusSeconds(20);
              for (Presence operator : PresenceStore.listOverdue(tx.handle(), overdue)) {
                LOG.warn("no word of {}'s telephone; the reservation is undone", operator.name());
                unreached(tx, String.valueOf(operator.callId()), operator);
              }
              for (String lost : listLost(tx.handle(), now.minus(settings.lost()))) {
                LOG.warn("no word of waiting call {}; it is taken to be over", lost);
                end(tx, lost, now);
              }
              return null;
            });
    distribute();
  }

  /** The operator's telephone did not lead to a conversation: the call keeps its place. */
  void unreached(Tx tx, String callId, Presence operator) {
    if (!PresenceStore.miss(
        tx, callId, operator.extension(), operator.fence(), settings.missesToPause(), now())) {
      return;
    }
    CallStore.lock(tx.handle(), callId)
        .filter(c -> c.state() == CallState.RINGING || c.state() == CallState.DIALLING)
        .ifPresent(c -> backInQueue(tx, c));
    tellPresence(tx, operator.accountId());
  }

  /** Whoever wanted to be called back did not answer: the operator is free, the place is kept. */
  void callBackFailed(Tx tx, String callId, Presence operator) {
    if (PresenceStore.release(tx, callId, now()).isEmpty()) {
      return;
    }
    CallStore.callBackFailed(tx, callId, settings.mostCallBacks());
    tell(tx, callId, CallState.CALL_BACK, null);
    CallStore.find(tx.handle(), callId)
        .filter(call -> call.rings() >= settings.mostCallBacks())
        .filter(call -> !call.line().equals("dialled"))
        .ifPresent(
            call ->
                unanswered.toCallBack(tx, call, UnansweredCalls.Reason.CALL_BACK_FAILED, now()));
    tellPresence(tx, operator.accountId());
  }

  void ringFor(Tx tx, Call call, CallEvent.CalleeAnswered event, Presence operator) {
    tell(tx, call.id(), CallState.RINGING, operator.accountId());
    AsteriskCommands.Order order =
        new AsteriskCommands.Order(
            event.asterisk(),
            new CallCommand.RingOperator(
                call.id(),
                event.channel(),
                operator.extension(),
                operator.fence(),
                (int) settings.ring().toSeconds(),
                call.number()));
    tx.afterCommit(() -> commands.send(order));
  }

  /** After a conversation, for another operator: with the place it had. */
  void waitAgain(Tx tx, Call call) {
    if (PresenceStore.wrapUp(tx, call.id(), now()) && call.operatorId() != null) {
      tellPresence(tx, call.operatorId());
    }
    CallStore.waiting(tx, call.id(), now());
    tell(tx, call.id(), CallState.WAITING, null);
  }

  private void backInQueue(Tx tx, Call call) {
    CallState state = call.state() == CallState.DIALLING ? CallState.CALL_BACK : CallState.WAITING;
    CallStore.state(tx, call.id(), state);
    tell(tx, call.id(), state, null);
  }

  /**
   * A call is over. Who had not been answered is to be called back, unless it was a conversation or
   * the caller asked for it already.
   */
  void end(Tx tx, String callId, Instant at) {
    end(tx, callId, at, UnansweredCalls.Reason.GAVE_UP);
  }

  void end(Tx tx, String callId, Instant at, UnansweredCalls.Reason reason) {
    Call call = CallStore.lock(tx.handle(), callId).orElse(null);
    if (call == null || call.endedAt() != null || call.state() == CallState.CALL_BACK) {
      return;
    }
    boolean answered = call.answeredAt() != null;
    CallState state = answered ? CallState.ENDED : CallState.ABANDONED;
    CallStore.ended(tx, callId, state, at);
    if (!answered) {
      unanswered.toCallBack(tx, call, reason, at);
    }
    for (Presence operator : PresenceStore.release(tx, callId, now())) {
      tx.afterCommit(
          () ->
              commands.send(
                  new AsteriskCommands.Order(
                      call.asterisk(),
                      new CallCommand.StopRinging(
                          callId, operator.extension(), operator.fence()))));
      tellPresence(tx, operator.accountId());
    }
    PresenceStore.wrapUp(tx, callId, now());
    tell(tx, callId, state, call.operatorId());
  }

  void tell(Tx tx, String callId, CallState state, @Nullable Long operator) {
    outbox.put(
        tx,
        Set.of(Audiences.STAFF),
        new LiveEvent.CallChanged(callId, state.name(), operator, now()),
        now());
  }

  void tellPresence(Tx tx, long accountId) {
    outbox.put(tx, Set.of(Audiences.STAFF), new LiveEvent.PresenceChanged(accountId, now()), now());
  }

  private static List<Queued> listQueued(Handle handle) {
    return handle
        .createQuery(
            """
            select c.id, c.priority, c.queued_at,
                   (select l.operator_id from call l
                    where l.number = c.number and l.number <> '' and l.answered_at is not null
                      and l.id <> c.id order by l.arrived_at desc limit 1) as last_operator
            from call c where c.state in ('WAITING', 'CALL_BACK')
            order by array_position(array['EMERGENCY', 'HIGH', 'NORMAL'], c.priority), c.queued_at
            limit :most
            """)
        .bind("most", MOST_AT_ONCE)
        .map(
            (rs, _) ->
                new Queued(
                    rs.getString("id"),
                    Priority.valueOf(rs.getString("priority")),
                    CallStore.instant(rs, "queued_at").orElseThrow(),
                    rs.getObject("last_operator", Long.class)))
        .list();
  }

  private static List<Free> listFree(Handle handle) {
    return handle
        .createQuery(
            """
            select account_id, coalesce(last_call_at, since) as idle_since
            from operator_presence where state = 'AVAILABLE'
            """)
        .map((rs, _) -> new Free(rs.getLong(1), CallStore.instant(rs, "idle_since").orElseThrow()))
        .list();
  }

  private static List<String> listLost(Handle handle, Instant seenBefore) {
    return handle
        .createQuery(
            """
            select id from call where state = 'WAITING' and seen_at <= :before limit 500
            """)
        .bind("before", seenBefore)
        .mapTo(String.class)
        .list();
  }

  Instant now() {
    return platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }
}
