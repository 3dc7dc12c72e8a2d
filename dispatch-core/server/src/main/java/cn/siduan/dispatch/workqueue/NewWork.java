package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work to put into a queue.
 *
 * @param subject what it is about, e.g. "order/1000001/task/1"
 * @param payload small; what must be right when the work is done is read then
 * @param dedupKey the same key is in a queue once while it is not done
 * @param notBefore null for at once
 */
public record NewWork(
    QueueName queue,
    Priority priority,
    String subject,
    JsonNode payload,
    String dedupKey,
    @Nullable Instant notBefore) {

  /** Known by its subject, to be done at once. */
  public static NewWork of(QueueName queue, Priority priority, String subject) {
    return new NewWork(queue, priority, subject, Json.object(), subject, null);
  }

  public NewWork with(JsonNode newPayload) {
    return new NewWork(queue, priority, subject, newPayload, dedupKey, notBefore);
  }

  public NewWork dedupKey(String key) {
    return new NewWork(queue, priority, subject, payload, key, notBefore);
  }

  public NewWork notBefore(Instant instant) {
    return new NewWork(queue, priority, subject, payload, dedupKey, instant);
  }
}
