package cn.siduan.dispatch.order;

import java.time.Instant;

/**
 * 督办: a supervisor watches the order in person.
 *
 * @param dueAt until when the supervisor wants to see it done
 */
public record Supervision(String note, Instant dueAt, Instant since) {}
