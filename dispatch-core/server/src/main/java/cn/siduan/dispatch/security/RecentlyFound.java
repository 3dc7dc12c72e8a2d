package cn.siduan.dispatch.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Remembers for a moment what was found, because every request asks for it. What was read before
 * the last {@link #forgetAll} is never given out after it, not even by a reader who is late to
 * remember.
 */
public final class RecentlyFound<T> {

  public static final Duration LIFE = Duration.ofMillis(1500);

  private static final int MOST = 50_000;

  private record Entry<T>(T value, Instant readAt, long generation) {}

  private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
  private final AtomicLong generation = new AtomicLong();
  private final Clock clock;

  public RecentlyFound(Clock clock) {
    this.clock = clock;
  }

  public Optional<T> find(String key, Supplier<Optional<T>> load) {
    Entry<T> known = entries.get(key);
    if (known != null && isFresh(known)) {
      return Optional.of(known.value());
    }
    long before = generation.get();
    Instant now = clock.instant();
    Optional<T> found = load.get();
    if (entries.size() >= MOST) {
      entries.clear();
    }
    found.ifPresentOrElse(
        v -> entries.put(key, new Entry<>(v, now, before)), () -> entries.remove(key));
    return found;
  }

  public void forgetAll() {
    generation.incrementAndGet();
    entries.clear();
  }

  private boolean isFresh(Entry<T> entry) {
    Duration age = Duration.between(entry.readAt(), clock.instant());
    return entry.generation() == generation.get() && !age.isNegative() && age.compareTo(LIFE) < 0;
  }
}
