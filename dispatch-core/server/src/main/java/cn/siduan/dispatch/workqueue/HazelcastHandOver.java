package cn.siduan.dispatch.workqueue;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.collection.IQueue;
import com.hazelcast.config.Config;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.QueueConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads tickets over all nodes by Hazelcast's priority queues.
 *
 * <p>A commit never waits for Hazelcast: tickets go through a bounded buffer of this node, and what
 * does not fit is left to the sweep.
 */
public final class HazelcastHandOver implements HandOver {

  private static final Logger LOG = LoggerFactory.getLogger(HazelcastHandOver.class);
  private static final String PREFIX = "work.";
  private static final int BUFFER = 10_000;
  private static final int MOST_AT_ONCE = 500;
  private static final Duration LOOK = Duration.ofMillis(200);

  private record Outgoing(QueueName queue, Ticket ticket) {}

  private final HazelcastInstance hazelcast;
  private final BlockingQueue<Outgoing> buffer = new ArrayBlockingQueue<>(BUFFER);
  private final Counter handedOver;
  private final Counter dropped;
  private final Counter unreachable;
  private final Repeat repeat = new Repeat("work-hand-over");

  public HazelcastHandOver(HazelcastInstance hazelcast, MeterRegistry metrics) {
    this.hazelcast = hazelcast;
    handedOver = metrics.counter("siduan.workqueue.handed.over");
    dropped = metrics.counter("siduan.workqueue.dropped");
    unreachable = metrics.counter("siduan.workqueue.unreachable");
    repeat.start(Duration.ZERO, this::send);
  }

  /**
   * Adds the queues to a member's configuration. After a split the smaller part's tickets are
   * thrown away and made anew from the rows.
   *
   * @param bound most tickets in one queue
   */
  public static void configure(Config config, int bound) {
    config.addQueueConfig(
        new QueueConfig(PREFIX + "*")
            .setMaxSize(bound)
            .setBackupCount(1)
            .setPriorityComparatorClassName(SoonestFirst.class.getName())
            .setMergePolicyConfig(
                new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName())));
  }

  private IQueue<Ticket> queue(QueueName name) {
    return hazelcast.getQueue(PREFIX + name.text());
  }

  @Override
  public void offer(QueueName queue, Ticket ticket) {
    if (!buffer.offer(new Outgoing(queue, ticket))) {
      dropped.increment();
    }
  }

  private boolean send() throws InterruptedException {
    Outgoing first = buffer.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return false;
    }
    List<Outgoing> some = new ArrayList<>(List.of(first));
    buffer.drainTo(some, MOST_AT_ONCE - 1);
    Map<QueueName, List<Ticket>> byQueue =
        some.stream()
            .collect(
                Collectors.groupingBy(
                    Outgoing::queue, Collectors.mapping(Outgoing::ticket, Collectors.toList())));
    byQueue.forEach(this::send);
    return true;
  }

  private void send(QueueName name, List<Ticket> tickets) {
    boolean sent = false;
    try {
      sent =
          tickets.size() == 1 ? queue(name).offer(tickets.getFirst()) : queue(name).addAll(tickets);
    } catch (HazelcastException | IllegalStateException e) {
      trouble(e);
    }
    (sent ? handedOver : dropped).increment(tickets.size());
  }

  @Override
  public Optional<Ticket> poll(QueueName name, Duration wait) throws InterruptedException {
    try {
      return Optional.ofNullable(queue(name).poll(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (HazelcastException | IllegalStateException e) {
      trouble(e);
      TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      return Optional.empty();
    }
  }

  private void trouble(RuntimeException e) {
    unreachable.increment();
    if (!(e instanceof HazelcastInstanceNotActiveException)) {
      LOG.warn("the distributed queues do not answer; work goes on by the table: {}", e.toString());
    }
  }

  @Override
  public void rebuild(QueueName name, Collection<Ticket> waiting) {
    Set<Ticket> there = new HashSet<>(queue(name));
    waiting.stream().filter(t -> !there.contains(t)).forEach(t -> offer(name, t));
  }

  @Override
  public int size(QueueName name) {
    return queue(name).size();
  }

  @Override
  public boolean leads() {
    return hazelcast.getCluster().getMembers().iterator().next().localMember();
  }

  @Override
  public void onLoss(Runnable rebuild) {
    hazelcast.getCluster().addMembershipListener(new Listener(rebuild));
    hazelcast
        .getLifecycleService()
        .addLifecycleListener(
            event -> {
              if (event.getState() == LifecycleState.MERGED) {
                Thread.ofVirtual().name("work-rebuild").start(rebuild);
              }
            });
  }

  private final class Listener implements MembershipListener {
    private final Runnable rebuild;

    Listener(Runnable rebuild) {
      this.rebuild = rebuild;
    }

    @Override
    public void memberAdded(MembershipEvent event) {
      LOG.info("node {} joined", event.getMember().getAddress());
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      LOG.info("node {} is gone", event.getMember().getAddress());
      if (leads()) {
        Thread.ofVirtual().name("work-rebuild").start(rebuild);
      }
    }
  }

  @Override
  public void close() {
    repeat.close();
  }
}
