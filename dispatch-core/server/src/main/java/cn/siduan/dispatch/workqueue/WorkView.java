package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Priority;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A piece of work as the API tells it. */
record WorkView(
    long id,
    String queue,
    Priority priority,
    String subject,
    JsonNode payload,
    WorkState state,
    @Nullable Holder takenBy,
    @Nullable Instant leaseUntil,
    int attempts,
    Instant createdAt,
    Instant notBefore,
    @Nullable String lastError) {

  static WorkView of(WorkItem item) {
    return new WorkView(
        item.id(),
        item.queue().text(),
        item.priority(),
        item.subject(),
        item.payload(),
        item.state(),
        item.takenBy() == null ? null : Holder.parse(item.takenBy()),
        item.leaseUntil(),
        item.attempts(),
        item.createdAt(),
        item.notBefore(),
        item.lastError());
  }
}
