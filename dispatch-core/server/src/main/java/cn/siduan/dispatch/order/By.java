package cn.siduan.dispatch.order;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Tier;
import java.time.Instant;

/**
 * By whom, how and when something is done.
 *
 * @param occurredAt when it really happened: earlier than recordedAt for what was done offline
 * @param recordedAt when we had it; what races (offers, expiry) goes by this
 */
public record By(Actor actor, Channel channel, Tier tier, Instant occurredAt, Instant recordedAt) {

  public static By system(Instant now) {
    return new By(Actor.SYSTEM, Channel.SYSTEM, Tier.DISTRICT, now, now);
  }
}
