package cn.siduan.dispatch.deadline;

import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sets deadlines, in the transaction that makes them matter. */
public final class Deadlines {

  private final Consumer<Instant> hint;

  /**
   * @param hint told after the commit when something was set to fire; {@code DeadlineWatcher::hint}
   */
  public Deadlines(Consumer<Instant> hint) {
    this.hint = hint;
  }

  /** Sets it, or sets it anew if it is there. */
  public void set(
      Tx tx,
      String kind,
      String key,
      @Nullable Long orderId,
      @Nullable Integer taskNo,
      Instant firesAt) {
    tx.batch()
        .add(
            """
            insert into deadline (kind, key, order_id, task_no, state, fires_at, try_at)
            values (?, ?, ?, ?, 'WAITING', ?, ?)
            on conflict (kind, key) do update set state = 'WAITING', order_id = excluded.order_id,
              task_no = excluded.task_no, fires_at = excluded.fires_at, try_at = excluded.try_at,
              attempts = 0, last_error = null, late = false\
            """,
            kind,
            key,
            orderId,
            taskNo,
            firesAt,
            firesAt);
    willFire(tx, firesAt);
  }

  /** It does not matter any more. */
  public void cancel(Tx tx, String kind, String key) {
    tx.batch()
        .add(
            """
            update deadline set state = 'CANCELLED', try_at = null
            where kind = ? and key = ? and state in ('WAITING', 'PAUSED', 'DEAD')\
            """,
            kind,
            key);
  }

  /** For those who write rows of their kind themselves. */
  public void willFire(Tx tx, Instant at) {
    tx.afterCommit(() -> hint.accept(at));
  }
}
