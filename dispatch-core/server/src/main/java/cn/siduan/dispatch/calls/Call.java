package cn.siduan.dispatch.calls;

import cn.siduan.contract.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as it stands.
 *
 * @param queuedAt its place: who was earlier comes first
 * @param looks how often we have looked in on the waiting caller
 */
public record Call(
    String id,
    String asterisk,
    String channel,
    String line,
    String number,
    CallState state,
    Priority priority,
    String language,
    @Nullable Long residentId,
    @Nullable Long operatorId,
    Instant queuedAt,
    Instant seenAt,
    Instant arrivedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    int looks,
    int rings,
    @Nullable String outcome,
    @Nullable Long orderId) {}
