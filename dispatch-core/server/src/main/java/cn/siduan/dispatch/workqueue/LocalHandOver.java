package cn.siduan.dispatch.workqueue;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;

/** For a node on its own: the queues are in its memory. */
public final class LocalHandOver implements HandOver {

  private final int bound;
  private final Map<QueueName, PriorityBlockingQueue<Ticket>> queues = new ConcurrentHashMap<>();

  /**
   * @param bound most tickets in one queue; what is beyond is found by the sweep
   */
  public LocalHandOver(int bound) {
    this.bound = bound;
  }

  private PriorityBlockingQueue<Ticket> queue(QueueName name) {
    return queues.computeIfAbsent(name, _ -> new PriorityBlockingQueue<>());
  }

  @Override
  public void offer(QueueName name, Ticket ticket) {
    PriorityBlockingQueue<Ticket> queue = queue(name);
    if (queue.size() < bound) {
      queue.add(ticket);
    }
  }

  @Override
  public Optional<Ticket> poll(QueueName name, Duration wait) throws InterruptedException {
    return Optional.ofNullable(queue(name).poll(wait.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void rebuild(QueueName name, Collection<Ticket> waiting) {
    if (queue(name).isEmpty()) {
      waiting.forEach(t -> offer(name, t));
    }
  }

  @Override
  public int size(QueueName name) {
    return queue(name).size();
  }

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public void onLoss(Runnable rebuild) {
    // lost only with the whole process, and then the next start rebuilds
  }

  @Override
  public void close() {
    queues.clear();
  }
}
