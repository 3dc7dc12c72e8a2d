package cn.siduan.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Orders an operator takes down meanwhile, one every half second for one caller: while nothing is
 * acknowledged, the operator tries the same again.
 */
final class Orders implements AutoCloseable {

  private static final long EVERY_MILLIS = 500;

  final String number;
  final List<String> acknowledged = new ArrayList<>();
  private final OperatorClient operator;
  private final long item;
  private final CompletableFuture<Void> working;
  private volatile boolean enough;

  Orders(OperatorClient operator, long item, String number) {
    this.operator = operator;
    this.item = item;
    this.number = number;
    working = CompletableFuture.runAsync(this::work, task -> Thread.ofVirtual().start(task));
  }

  private void work() {
    try {
      while (!enough) {
        acknowledged.add(operator.order(item, number));
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** After the one that is being taken down; the last of them then. */
  String last() {
    close();
    return acknowledged.getLast();
  }

  @Override
  public void close() {
    enough = true;
    try {
      working.get(2, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new IllegalStateException("an order is not acknowledged", e);
    }
  }
}
