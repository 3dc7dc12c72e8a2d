package cn.siduan.dispatch.platform.http;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Token buckets, one per caller and rate. In memory on each node: it protects the node, not a
 * secret (log-in failures are counted in the database).
 */
public final class RateLimiter {

  private static final int MOST_CALLERS = 100_000;

  private record Bucket(double tokens, long atMillis, boolean admitted) {}

  /** Calls at once, and calls per second after that. */
  public record Limit(double burst, double perSecond) {}

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Map<ApiOperation.Rate, Limit> limits;
  private final Clock clock;

  public RateLimiter(Map<ApiOperation.Rate, Limit> limits, Clock clock) {
    this.limits = Map.copyOf(limits);
    this.clock = clock;
  }

  /** Whether the caller's bucket has a call left; takes none. */
  boolean hasRoom(ApiOperation.Rate rate, String caller) {
    Limit limit = limits.get(rate);
    Bucket bucket = buckets.get(rate + " " + caller);
    return limit == null || bucket == null || tokens(bucket, limit, clock.millis()) >= 1;
  }

  /** Takes one call from the caller's bucket; false if it is empty. */
  public boolean admit(ApiOperation.Rate rate, String caller) {
    Limit limit = limits.get(rate);
    if (limit == null) {
      return true;
    }
    if (buckets.size() > MOST_CALLERS) {
      buckets.clear();
    }
    long now = clock.millis();
    Bucket after =
        buckets.compute(
            rate + " " + caller,
            (_, bucket) -> {
              double tokens = bucket == null ? limit.burst() : tokens(bucket, limit, now);
              return tokens >= 1
                  ? new Bucket(tokens - 1, now, true)
                  : new Bucket(tokens, now, false);
            });
    return after.admitted();
  }

  private static double tokens(Bucket bucket, Limit limit, long now) {
    double gained = Math.max(0, now - bucket.atMillis()) / 1000.0 * limit.perSecond();
    return Math.min(limit.burst(), bucket.tokens() + gained);
  }
}
