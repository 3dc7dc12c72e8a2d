package cn.siduan.dispatch.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The newest part of the feed in memory, so that screens that come back after a moment (all of
 * them, after a restart) cost the database nothing. Not thread-safe.
 */
final class Recent {

  private final int most;
  private final Deque<FeedEvent> events = new ArrayDeque<>();
  private long floor;
  private long last;

  /**
   * @param newest the newest events there are, in their order
   * @param last position of the newest event there is, 0 if none
   */
  Recent(int most, List<FeedEvent> newest, long last) {
    this.most = most;
    this.last = last;
    floor = newest.isEmpty() ? last : newest.getFirst().position() - 1;
    newest.forEach(this::add);
  }

  void add(FeedEvent event) {
    events.addLast(event);
    last = event.position();
    if (events.size() > most) {
      floor = events.removeFirst().position();
    }
  }

  /** Position of the newest. */
  long last() {
    return last;
  }

  /** Whether everything behind a position that is known so far is in here. */
  boolean covers(long position) {
    return position >= floor;
  }

  /** All behind a position that it {@link #covers}, in their order. */
  List<FeedEvent> after(long position) {
    if (position >= last) {
      return List.of();
    }
    return events.stream().filter(e -> e.position() > position).toList();
  }
}
