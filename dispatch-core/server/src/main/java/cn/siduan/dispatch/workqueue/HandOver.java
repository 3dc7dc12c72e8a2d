package cn.siduan.dispatch.workqueue;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Carries tickets from the node that committed to whichever node has a hand free. It may lose them,
 * give one twice or stand still: then takers find the rows by sweeping the table, only later.
 */
public interface HandOver extends AutoCloseable {

  /** Never blocks and never throws: it is called after a commit. */
  void offer(QueueName queue, Ticket ticket);

  /** The soonest ticket; nothing if none came within {@code wait}. */
  Optional<Ticket> poll(QueueName queue, Duration wait) throws InterruptedException;

  /** Puts back what a queue has lost; {@code waiting} is what the table has, soonest first. */
  void rebuild(QueueName queue, Collection<Ticket> waiting);

  /** Tickets in a queue, known to be an estimate. */
  int size(QueueName queue);

  /**
   * Whether this node is the one to look after the queues. Only a hint: two that do so do no harm.
   */
  boolean leads();

  /** Runs {@code rebuild} whenever tickets may have been lost. */
  void onLoss(Runnable rebuild);

  @Override
  void close();
}
