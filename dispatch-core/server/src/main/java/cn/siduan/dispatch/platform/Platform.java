package cn.siduan.dispatch.platform;

import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.CommandRunner;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What most features need. Made once, in DispatchServer. */
public record Platform(
    Vertx vertx,
    Database database,
    CommandRunner commands,
    FieldCipher cipher,
    MeterRegistry metrics,
    Clock clock) {}
