package cn.siduan.dispatch.workqueue;

import cn.siduan.dispatch.platform.db.Tx;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids known before their row is written, so that a put travels with its transaction's other writes
 * and can still be handed over by id. One in {@link #BLOCK} puts asks the sequence.
 */
final class WorkIds {

  /** As the sequence's increment in the schema. */
  private static final int BLOCK = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private long next;
  private long end;

  long next(Tx tx) {
    lock.lock();
    try {
      if (next == end) {
        next = tx.handle().createQuery("select nextval('work_item_id')").mapTo(Long.class).one();
        end = next + BLOCK;
      }
      return next++;
    } finally {
      lock.unlock();
    }
  }
}
