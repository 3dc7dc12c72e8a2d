package cn.siduan.bench.intake;

import cn.siduan.bench.load.Api;
import cn.siduan.bench.load.Browser;
import cn.siduan.bench.load.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Operators who each file the next order as soon as the last one is answered. */
public final class Takers {

  /**
   * @param refused asked for and not taken, for whatever reason
   */
  public record Outcome(double perSecond, Latencies latencies, int taken, int refused) {}

  private final Api api;
  private final List<Browser> operators;
  private final Wishes wishes;
  private final AtomicInteger next = new AtomicInteger();

  public Takers(Api api, List<Browser> operators, Wishes wishes) {
    this.api = api;
    this.operators = operators;
    this.wishes = wishes;
  }

  /**
   * @param atOnce requests that are under way all the time
   */
  public Outcome run(int atOnce, Duration duration) throws InterruptedException {
    Run run = new Run(System.nanoTime() + duration.toNanos(), atOnce);
    long began = System.nanoTime();
    for (int i = 0; i < atOnce; i++) {
      run.next();
    }
    if (!run.ended.await(duration.toSeconds() + 60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("requests were not answered within a minute");
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Outcome(
        run.taken.get() / seconds, run.latencies, run.taken.get(), run.refused.get());
  }

  private final class Run {
    private final long end;
    private final CountDownLatch ended;
    private final Latencies latencies = new Latencies();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Run(long end, int atOnce) {
      this.end = end;
      ended = new CountDownLatch(atOnce);
    }

    void next() {
      long asked = System.nanoTime();
      if (asked > end) {
        ended.countDown();
        return;
      }
      int n = next.getAndIncrement();
      api.post(operators.get(n % operators.size()), "/orders", wishes.body(n))
          .onComplete(
              answer -> {
                if (answer.succeeded() && answer.result().ok()) {
                  taken.incrementAndGet();
                  latencies.add((System.nanoTime() - asked) / 1000);
                } else {
                  refused.incrementAndGet();
                }
                next();
              });
    }
  }
}
