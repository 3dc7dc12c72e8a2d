package cn.siduan.dispatch.platform.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How many requests are served at once, and how few of them for callers this node has not lately
 * seen logged in: a crowd at the public pages waits among itself, and neither operators nor
 * dispatchers wait behind it.
 */
public final class Admission {

  /** A lane taken; to be left exactly once. */
  public enum Lane {
    KNOWN,
    STRANGER
  }

  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
  private static final int MOST_KNOWN = 50_000;

  /** Of four places, how many strangers never get. */
  private static final int KEPT_OF_FOUR = 3;

  private final Map<String, Instant> known = new ConcurrentHashMap<>();
  private final Semaphore all;
  private final Semaphore strangers;
  private final Clock clock;

  /**
   * @param mostInFlight requests at once; strangers get a quarter of them, at least one
   */
  public Admission(int mostInFlight, Clock clock) {
    this.all = new Semaphore(mostInFlight);
    this.strangers = new Semaphore(Math.max(1, mostInFlight - mostInFlight * KEPT_OF_FOUR / 4));
    this.clock = clock;
  }

  /** Whether a credential was good a short while ago; it still has to be looked up. */
  boolean knows(@Nullable String credential) {
    Instant until = credential == null ? null : known.get(credential);
    return until != null && clock.instant().isBefore(until);
  }

  /** The credential has just been found good. */
  void remember(@Nullable String credential) {
    if (credential == null) {
      return;
    }
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(credential, clock.instant().plus(KNOWN_FOR));
  }

  void forget(@Nullable String credential) {
    if (credential != null) {
      known.remove(credential);
    }
  }

  /** Empty where there is no room just now. */
  Optional<Lane> enter(boolean isKnown) {
    if (!isKnown && !strangers.tryAcquire()) {
      return Optional.empty();
    }
    if (all.tryAcquire()) {
      return Optional.of(isKnown ? Lane.KNOWN : Lane.STRANGER);
    }
    if (!isKnown) {
      strangers.release();
    }
    return Optional.empty();
  }

  void leave(Lane lane) {
    all.release();
    if (lane == Lane.STRANGER) {
      strangers.release();
    }
  }
}
