package cn.siduan.dispatch.calls.outbound;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/** The queue to the operators, for calls that want one after all. */
public interface People {

  /** Whoever is on the line waits for an operator from now on. */
  void wanted(Tx tx, OutCall call, Priority priority, @Nullable Long orderId);

  /** Somebody is to be called by an operator. */
  void callBack(
      Tx tx, String id, String number, Priority priority, @Nullable Long residentId, String line);

  /** On duty, and callers waiting: for the pace. */
  int[] load(Tx tx);
}
