package cn.siduan.dispatch.workqueue;

import cn.siduan.dispatch.platform.db.Tx;

/**
 * Does a piece of work. Its writes, and that the work is done, are one transaction: either both
 * happen or neither. An exception rolls back; the work is tried again after a pause.
 */
public interface WorkHandler {
  void handle(Tx tx, WorkItem item);
}
