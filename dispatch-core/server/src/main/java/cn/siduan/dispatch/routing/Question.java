package cn.siduan.dispatch.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task to be placed.
 *
 * @param skills what a provider must hold, unexpired
 * @param today the day of {@code at} where the district lies
 * @param emergency opening hours do not matter
 * @param excluded who must not get it, and why
 * @param lastTime who served this household with this item before
 */
public record Question(
    long orderId,
    int taskNo,
    List<String> skills,
    @Nullable Double latitude,
    @Nullable Double longitude,
    Instant at,
    LocalDate today,
    boolean emergency,
    Map<Long, Out> excluded,
    @Nullable LastTime lastTime) {

  /**
   * @param workerId who came, as long as they are with the provider
   */
  public record LastTime(long providerId, @Nullable Long workerId) {}
}
