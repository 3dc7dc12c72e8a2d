package cn.siduan.dispatch.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was taken to be sent.
 *
 * @param id the same at every attempt: the receiver's key against doing it twice
 * @param recipient telephone or address
 * @param secret the webhook's, as it rests
 * @param attempt 1 for the first
 * @param unsubscribed whether its reader wants nothing but messages of safety
 */
record Outgoing(
    long id,
    Template.Channel channel,
    String template,
    String recipient,
    String body,
    boolean safety,
    byte @Nullable [] secret,
    int attempt,
    @Nullable Instant expiresAt,
    boolean unsubscribed) {}
