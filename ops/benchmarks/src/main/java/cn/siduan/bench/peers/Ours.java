package cn.siduan.bench.peers;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.workqueue.LocalHandOver;
import cn.siduan.dispatch.workqueue.NewWork;
import cn.siduan.dispatch.workqueue.QueueName;
import cn.siduan.dispatch.workqueue.WorkLoop;
import cn.siduan.dispatch.workqueue.WorkQueue;
import cn.siduan.dispatch.workqueue.WorkQueueSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Siduan's work queue, as a single node has it. */
final class Ours implements Contender {

  private static final QueueName QUEUE = new QueueName("bench");

  private final Database database;
  private final LocalHandOver handOver;
  private final WorkQueue queue;
  private @Nullable WorkLoop loop;

  Ours(DatabaseSettings settings) {
    database = new Database(settings);
    WorkQueueSettings queues = WorkQueueSettings.defaults();
    handOver = new LocalHandOver(queues.bound());
    queue =
        new WorkQueue(
            database,
            Clock.systemUTC(),
            new SimpleMeterRegistry(),
            handOver,
            new Outbox(() -> {}),
            queues);
  }

  @Override
  public String name() {
    return "siduan";
  }

  @Override
  public void put(long number) {
    database.transaction(
        tx -> {
          queue.put(tx, NewWork.of(QUEUE, Priority.NORMAL, "bench/" + number));
          return number;
        });
  }

  @Override
  public void start(LongConsumer work) {
    loop =
        WorkLoop.start(
            queue,
            QUEUE,
            HANDS,
            (_, item) -> work.accept(Long.parseLong(item.subject().substring("bench/".length()))));
  }

  @Override
  public long left() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select count(*) from work_item where queue = 'bench' and state in ('WAITING',"
                        + " 'TAKEN')")
                .mapTo(Long.class)
                .one());
  }

  @Override
  public void close() {
    if (loop != null) {
      loop.close();
    }
    handOver.close();
    database.close();
  }
}
