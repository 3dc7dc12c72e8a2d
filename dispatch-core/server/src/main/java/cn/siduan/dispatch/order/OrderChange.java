package cn.siduan.dispatch.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command did.
 *
 * @param before null for a new order
 * @param events at least one; the last one's sequence is {@code after.version()}
 */
public record OrderChange(
    @Nullable Order before, Order after, List<OrderEvent> events, By by, String requestId) {

  /** Sequence of the first of the events. */
  public int firstSeq() {
    return after.version() - events.size() + 1;
  }
}
