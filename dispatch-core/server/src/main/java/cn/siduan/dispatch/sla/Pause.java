package cn.siduan.dispatch.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * While a suspension was granted.
 *
 * @param to null while it lasts
 */
record Pause(Instant from, @Nullable Instant to) {}
