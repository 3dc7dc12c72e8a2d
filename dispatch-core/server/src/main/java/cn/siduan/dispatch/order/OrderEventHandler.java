package cn.siduan.dispatch.order;

import cn.siduan.dispatch.platform.db.Tx;

/**
 * A feature that follows orders. Called in the order's own transaction, before its writes are sent:
 * what it adds to {@link Tx#batch()} is there if and only if the change is. The handlers and their
 * order are listed in DispatchServer.
 */
public interface OrderEventHandler {
  void on(Tx tx, OrderChange change);
}
