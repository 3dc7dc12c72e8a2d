package cn.siduan.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands still until a test moves it. Safe to move while other threads read it. */
public final class SettableClock extends Clock {

  private final Hands hands;
  private final ZoneId zone;

  private SettableClock(Hands hands, ZoneId zone) {
    this.hands = hands;
    this.zone = zone;
  }

  public static SettableClock at(Instant start, ZoneId zone) {
    return new SettableClock(new Hands(start), zone);
  }

  /** {@code start} with its offset, for example {@code 2026-03-02T09:00:00+08:00}, in Shanghai. */
  public static SettableClock inShanghai(String start) {
    return at(Instant.parse(start), ZoneId.of("Asia/Shanghai"));
  }

  public void set(Instant instant) {
    hands.set(instant);
  }

  /** Moves the clock; a negative step moves it back, as a corrected server clock does. */
  public Instant advance(Duration step) {
    return hands.advance(step);
  }

  @Override
  public Instant instant() {
    return hands.now();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same hands in another zone: moving either moves both. */
  @Override
  public SettableClock withZone(ZoneId other) {
    return new SettableClock(hands, other);
  }

  private static final class Hands {

    private Instant now;

    Hands(Instant now) {
      this.now = now;
    }

    synchronized Instant now() {
      return now;
    }

    synchronized void set(Instant instant) {
      now = instant;
    }

    synchronized Instant advance(Duration step) {
      now = now.plus(step);
      return now;
    }
  }
}
