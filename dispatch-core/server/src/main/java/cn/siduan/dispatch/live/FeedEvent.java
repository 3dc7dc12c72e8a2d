package cn.siduan.dispatch.live;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/**
 * A row of {@code live_event}, written out once for all its readers.
 *
 * @param createdAt when it was decided
 * @param frame as it goes over the wire
 */
record FeedEvent(long position, List<String> audiences, Instant createdAt, Buffer frame) {

  /**
   * @param data one line
   */
  static Buffer frame(long position, String type, String data) {
    return Buffer.buffer("id: " + position + "\nevent: " + type + "\ndata: " + data + "\n\n");
  }
}
