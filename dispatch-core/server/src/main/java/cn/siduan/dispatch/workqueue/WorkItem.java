package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Priority;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work as it was when read.
 *
 * @param takenBy who has it in hand; null unless TAKEN
 * @param leaseUntil when it goes back to its queue unless done or renewed
 * @param fence how often it was taken; with {@code takenBy} it proves that a taker still owns it
 * @param attempts tries since it was put, this one included
 */
public record WorkItem(
    long id,
    QueueName queue,
    Priority priority,
    String subject,
    JsonNode payload,
    WorkState state,
    @Nullable String takenBy,
    @Nullable Instant leaseUntil,
    int fence,
    int attempts,
    Instant createdAt,
    Instant notBefore,
    @Nullable String lastError) {

  WorkItem leaseUntil(Instant until) {
    return with(queue, until);
  }

  WorkItem in(QueueName other) {
    return with(other, leaseUntil);
  }

  private WorkItem with(QueueName newQueue, @Nullable Instant until) {
    return new WorkItem(
        id, newQueue, priority, subject, payload, state, takenBy, until, fence, attempts, createdAt,
        notBefore, lastError);
  }

  Ticket ticket() {
    return Ticket.of(id, priority, createdAt);
  }
}
