package cn.siduan.dispatch;

import cn.siduan.dispatch.platform.crypto.FieldKeys;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import java.nio.file.Path;

/**
 * What one node needs to know to start.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param eventLoops HTTP event loops
 * @param mostInFlight requests at once; beyond that callers are told to come back
 * @param attachments folder that attachments are kept in
 * @param keys of sensitive fields; there is no default
 */
public record ServerSettings(
    String host,
    int port,
    int eventLoops,
    int mostInFlight,
    DatabaseSettings database,
    Path attachments,
    FieldKeys keys) {}
