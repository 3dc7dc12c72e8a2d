package cn.siduan.demo.plan;

import cn.siduan.contract.Channel;
import cn.siduan.demo.demand.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody turns to the district.
 *
 * @param key of the order that comes of it
 * @param takenBy login of the operator or visitor; null on a screen
 */
record Contact(String key, Instant at, Channel channel, Caller caller, @Nullable String takenBy) {}
