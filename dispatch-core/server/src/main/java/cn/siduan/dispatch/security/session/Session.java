package cn.siduan.dispatch.security.session;

import cn.siduan.contract.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that is good.
 *
 * @param actor whom it stands for; a resident's id is 0 until one was chosen
 * @param accountId null for residents
 * @param phone null for staff
 * @param expiresAt at the latest
 */
public record Session(
    Actor actor,
    @Nullable Long accountId,
    @Nullable String phone,
    boolean mustChangePassword,
    String language,
    Instant seenAt,
    Instant expiresAt) {}
