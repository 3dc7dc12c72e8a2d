package cn.siduan.dispatch.workqueue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What every node does beside the work itself: brings back items whose lease has run out, deletes
 * what has long been done, rebuilds queues that have lost their tickets, and measures.
 */
public final class Upkeep implements AutoCloseable {

  private static final Duration EXPIRE_EVERY = Duration.ofSeconds(1);
  private static final Duration REBUILD_EVERY = Duration.ofSeconds(2);
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);
  private static final Duration DELETE_EVERY = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 1000;

  private final WorkQueue work;
  private final MultiGauge waiting;
  private final MultiGauge dead;
  private final MultiGauge oldest;
  private final Repeat repeat = new Repeat("work-upkeep");

  private Upkeep(WorkQueue work) {
    this.work = work;
    MeterRegistry metrics = work.metrics();
    waiting = MultiGauge.builder("siduan.workqueue.waiting").register(metrics);
    dead = MultiGauge.builder("siduan.workqueue.dead").register(metrics);
    oldest = MultiGauge.builder("siduan.workqueue.oldest").baseUnit("seconds").register(metrics);
  }

  public static Upkeep start(WorkQueue work) {
    Upkeep upkeep = new Upkeep(work);
    work.rebuildAll();
    upkeep.repeat.start(EXPIRE_EVERY, () -> work.expire() > 0);
    upkeep.repeat.start(
        REBUILD_EVERY,
        () -> {
          work.rebuildLost();
          return false;
        });
    upkeep.repeat.start(DELETE_EVERY, upkeep::deleteDone);
    upkeep.repeat.start(MEASURE_EVERY, upkeep::measure);
    return upkeep;
  }

  private boolean deleteDone() {
    Instant before = work.now().minus(work.settings().keepDone());
    return work.database()
            .transaction(
                tx ->
                    tx.handle()
                        .execute(
                            """
                            delete from work_item where id in (
                              select id from work_item where state = 'DONE' and done_at < ? limit ?)\
                            """,
                            before,
                            MOST_AT_ONCE))
        > 0;
  }

  private boolean measure() {
    Instant now = work.now();
    List<QueueFigures> queues = work.database().read(h -> QueueFigures.list(h, now));
    waiting.register(rows(queues, QueueFigures::waiting), true);
    dead.register(rows(queues, QueueFigures::dead), true);
    oldest.register(rows(queues, q -> q.oldestAge(now).toMillis() / 1000.0), true);
    return false;
  }

  private static List<MultiGauge.Row<?>> rows(
      List<QueueFigures> queues, java.util.function.ToDoubleFunction<QueueFigures> figure) {
    return queues.stream()
        .<MultiGauge.Row<?>>map(
            q -> MultiGauge.Row.of(Tags.of("queue", q.queue().text()), figure.applyAsDouble(q)))
        .toList();
  }

  @Override
  public void close() {
    repeat.close();
  }
}
