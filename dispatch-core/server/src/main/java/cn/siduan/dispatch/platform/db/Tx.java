package cn.siduan.dispatch.platform.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction: its connection, what it will write at the end, and what follows its commit. */
public final class Tx {

  private final WriteBatch batch = new WriteBatch();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private @Nullable Handle handle;

  Tx() {}

  /** For reading, and for writes whose result is needed at once. */
  public Handle handle() {
    return Objects.requireNonNull(handle);
  }

  /** Writes that can wait for the end of the transaction: they travel together. */
  public WriteBatch batch() {
    return batch;
  }

  /** Sends what the batch holds so far; for work that writes more than one statement can carry. */
  public void send() {
    batch.flush(handle());
  }

  /**
   * Must not throw and must be quick: a hint that something is there, never the only copy of it.
   */
  public void afterCommit(Runnable hint) {
    afterCommit.add(hint);
  }

  <T> T run(Handle open, Function<Tx, T> work) {
    handle = open;
    return work.apply(this);
  }

  void committed() {
    handle = null;
    afterCommit.forEach(Runnable::run);
  }
}
