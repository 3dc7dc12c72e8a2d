package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Priority;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Says that a row may be waiting. It proves nothing: whoever holds it still has to take the row.
 *
 * @param rank of the priority; the higher, the sooner
 * @param createdMicros since 1970
 */
public record Ticket(long id, int rank, long createdMicros) implements Comparable<Ticket> {

  static Ticket of(long id, Priority priority, Instant createdAt) {
    return new Ticket(id, rank(priority), ChronoUnit.MICROS.between(Instant.EPOCH, createdAt));
  }

  static int rank(Priority priority) {
    return switch (priority) {
      case NORMAL -> 0;
      case HIGH -> 1;
      case EMERGENCY -> 2;
    };
  }

  static Priority priority(int rank) {
    return switch (rank) {
      case 0 -> Priority.NORMAL;
      case 1 -> Priority.HIGH;
      case 2 -> Priority.EMERGENCY;
      default -> throw new IllegalArgumentException("no priority has rank " + rank);
    };
  }

  /** By priority, then by age. */
  @Override
  public int compareTo(Ticket other) {
    if (rank != other.rank) {
      return Integer.compare(other.rank, rank);
    }
    return createdMicros != other.createdMicros
        ? Long.compare(createdMicros, other.createdMicros)
        : Long.compare(id, other.id);
  }
}
