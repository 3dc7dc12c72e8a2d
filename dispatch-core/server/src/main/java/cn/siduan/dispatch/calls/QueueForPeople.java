package cn.siduan.dispatch.calls;

import cn.siduan.contract.Priority;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.dispatch.calls.outbound.OutCall;
import cn.siduan.dispatch.calls.outbound.People;
import cn.siduan.dispatch.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/** Puts calls the centre made itself into the queue of callers, when they want an operator. */
public final class QueueForPeople implements People {

  private final CallDesk desk;

  public QueueForPeople(CallDesk desk) {
    this.desk = desk;
  }

  @Override
  public void wanted(Tx tx, OutCall call, Priority priority, @Nullable Long orderId) {
    insert(
        tx,
        new CallEvent.Arrived(
            call.callId(),
            desk.now(),
            call.asterisk(),
            call.channel(),
            call.purpose().name(),
            call.number()),
        priority,
        call.residentId());
    if (orderId != null) {
      CallStore.order(tx, call.callId(), orderId);
    }
    desk.tell(tx, call.callId(), CallState.WAITING, null);
  }

  @Override
  public void callBack(
      Tx tx, String id, String number, Priority priority, @Nullable Long residentId, String line) {
    insert(tx, new CallEvent.Arrived(id, desk.now(), "", "", line, number), priority, residentId);
    CallStore.state(tx, id, CallState.CALL_BACK);
    desk.tell(tx, id, CallState.CALL_BACK, null);
  }

  private void insert(
      Tx tx, CallEvent.Arrived event, Priority priority, @Nullable Long residentId) {
    CallStore.insert(tx, event, priority, residentId, desk.now());
  }

  @Override
  public int[] load(Tx tx) {
    return tx.handle()
        .createQuery(
            """
            select (select count(*) from operator_presence where state not in ('OFFLINE', 'PAUSED')),
                   (select count(*) from call where state in ('WAITING', 'RINGING'))
            """)
        .map((rs, _) -> new int[] {rs.getInt(1), rs.getInt(2)})
        .one();
  }
}
