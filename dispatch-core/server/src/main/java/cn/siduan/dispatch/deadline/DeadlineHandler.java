package cn.siduan.dispatch.deadline;

import cn.siduan.dispatch.platform.db.Tx;

/** What comes of deadlines of one kind. The handlers are listed in DispatchServer. */
public interface DeadlineHandler {

  /** The kind it is for. */
  String kind();

  /**
   * Runs in the transaction that marks the deadline as done; its order, if it has one, is locked. A
   * handler looks at things as they are now: what it was set for may have been settled since. It
   * may set the deadline again. An exception rolls everything back, and it is tried again later.
   *
   * @param late it should have fired a good while ago: nobody was there to fire it
   */
  void fire(Tx tx, Deadline deadline, boolean late);
}
