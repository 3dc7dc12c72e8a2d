package cn.siduan.dispatch.calendar;

import java.util.List;

/**
 * The working hours of one day.
 *
 * @param spans in order, apart from one another; none on a day off
 */
public record Hours(List<Span> spans) {

  public static final int DAY = 24 * 60;
  public static final Hours CLOSED = new Hours(List.of());

  /**
   * @param from minutes since midnight, included
   * @param to minutes since midnight, excluded; {@link #DAY} is the end of the day
   */
  public record Span(int from, int to) {
    public Span {
      if (from < 0 || to > DAY || from >= to) {
        throw new IllegalArgumentException("no span of a day: " + from + " to " + to);
      }
    }
  }

  public Hours {
    spans = List.copyOf(spans);
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from() < spans.get(i - 1).to()) {
        throw new IllegalArgumentException("spans overlap or are out of order: " + spans);
      }
    }
  }

  public boolean isClosed() {
    return spans.isEmpty();
  }

  boolean isAllDay() {
    return spans.equals(List.of(new Span(0, DAY)));
  }

  boolean contains(int minute) {
    for (Span span : spans) {
      if (span.from() <= minute && minute < span.to()) {
        return true;
      }
    }
    return false;
  }
}
