package cn.siduan.dispatch.order;

import cn.siduan.dispatch.platform.db.Tx;
import java.util.List;

/**
 * A feature that follows orders. Called in the order's own transaction, before its writes are sent:
 * what it adds to {@link Tx#batch()} is there if and only if the change is. The handlers and their
 * order are listed in DispatchServer.
 */
public interface OrderEventHandler {
  void on(Tx tx, OrderChange change);

  /**
   * An order comes with its whole past, as when a district moves here from another system: its rows
   * are written already. A feature that tells people of changes as they happen does nothing.
   *
   * @param past from the first change to the last
   */
  default void adopt(Tx tx, List<OrderChange> past) {}
}
