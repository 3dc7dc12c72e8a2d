package cn.siduan.dispatch.deadline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that falls due.
 *
 * @param kind names its handler
 * @param key its own among its kind
 * @param firesAt when it was to fire
 * @param attempts failures so far
 */
public record Deadline(
    long id,
    String kind,
    String key,
    @Nullable Long orderId,
    @Nullable Integer taskNo,
    Instant firesAt,
    int attempts) {}
