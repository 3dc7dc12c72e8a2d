package cn.siduan.dispatch.workqueue;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps the thread busy that answers for one name of a cluster; heartbeats go on beside it. */
final class Stall implements AutoCloseable {

  private static final long LONGEST_SECONDS = 120;

  // static: the processor is carried from member to member as bytes
  private static CountDownLatch standing = new CountDownLatch(0);
  private static CountDownLatch goOn = new CountDownLatch(0);

  private record Wait() implements EntryProcessor<String, String, Boolean> {
    @Override
    public Boolean process(Map.Entry<String, String> entry) {
      standing.countDown();
      try {
        return goOn.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public @Nullable EntryProcessor<String, String, Boolean> getBackupProcessor() {
      return null;
    }
  }

  private final CompletionStage<Boolean> waiting;

  private Stall(CompletionStage<Boolean> waiting) {
    this.waiting = waiting;
  }

  static Stall of(HazelcastInstance hazelcast, String name) {
    standing = new CountDownLatch(1);
    goOn = new CountDownLatch(1);
    int partition = hazelcast.getPartitionService().getPartition(name).getPartitionId();
    String beside =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> "k" + i)
            .filter(
                k -> hazelcast.getPartitionService().getPartition(k).getPartitionId() == partition)
            .findFirst()
            .orElseThrow();
    IMap<String, String> map = hazelcast.getMap("stall");
    Stall stall = new Stall(map.submitToKey(beside, new Wait()));
    try {
      if (!standing.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the thread could not be kept busy");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return stall;
  }

  @Override
  public void close() {
    goOn.countDown();
    waiting.exceptionally(e -> false).toCompletableFuture().join();
  }
}
