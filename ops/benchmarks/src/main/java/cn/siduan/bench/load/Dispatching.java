package cn.siduan.bench.load;

import cn.siduan.bench.load.Screens.Seen;
import cn.siduan.dispatch.platform.Json;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Operators who take orders at a rate, and providers who accept each offer as soon as their screen
 * shows it.
 */
final class Dispatching {

  private static final Buffer NOTHING = Buffer.buffer("{}");

  private final Api api;
  private final List<Browser> operators;
  private final Map<String, Integer> opened = new ConcurrentHashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger numberedTwice = new AtomicInteger();
  private volatile List<Buffer> bodies;

  Dispatching(Api api, List<Browser> operators, List<Buffer> bodies) {
    this.api = api;
    this.operators = operators;
    this.bodies = bodies;
  }

  /** An offer on a screen is accepted at once; of a broadcast, by whoever sees it first. */
  void react(Seen seen) {
    if (!seen.type().equals("offer.made")) {
      return;
    }
    String number = seen.data().path("number").asText();
    String task = number + "/tasks/" + seen.data().path("task_no").asInt();
    if (answered.add(task)) {
      String path =
          "/orders/" + task + "/offers/" + seen.data().path("offer_no").asInt() + "/accept";
      api.post(seen.screen(), path, NOTHING)
          .onComplete(
              answer -> {
                if (answer.succeeded() && answer.result().ok()) {
                  accepted.add(number);
                } else {
                  failed.incrementAndGet();
                }
              });
    }
  }

  /** Opens orders for so long, and says how many were asked for. */
  int open(double perSecond, Duration duration) {
    return Pace.run(perSecond, duration, _ -> openNext());
  }

  private void openNext() {
    int n = asked.getAndIncrement();
    List<Buffer> current = bodies;
    int which = n % current.size();
    api.post(operators.get(n % operators.size()), "/orders", current.get(which))
        .onComplete(
            answer -> {
              if (answer.succeeded() && answer.result().ok()) {
                String number =
                    Json.tree(answer.result().body().toString()).path("number").asText();
                if (opened.put(number, which) != null) {
                  numberedTwice.incrementAndGet();
                }
              } else {
                failed.incrementAndGet();
              }
            });
  }

  /**
   * Waits until all that was asked for is accepted, or no longer than that; says how long it took.
   */
  Duration drain(Duration atMost) {
    long began = System.nanoTime();
    while (unfinished() > 0 && System.nanoTime() - began < atMost.toNanos()) {
      LockSupport.parkNanos(20_000_000);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  int unfinished() {
    return asked.get() - accepted.size() - failed.get();
  }

  /**
   * Goes on with those kinds of order that found a provider; the others are for people to place.
   */
  void keepWhatWasAccepted() {
    List<Buffer> kept = new ArrayList<>();
    Set<Integer> good = ConcurrentHashMap.newKeySet();
    opened.forEach(
        (number, which) -> {
          if (accepted.contains(number)) {
            good.add(which);
          }
        });
    good.stream().sorted().forEach(i -> kept.add(bodies.get(i)));
    if (kept.isEmpty()) {
      throw new IllegalStateException(
          "no order was accepted: " + opened.size() + " opened, " + failed.get() + " failed");
    }
    bodies = kept;
    asked.set(0);
    failed.set(0);
    opened.clear();
    accepted.clear();
  }

  /** Numbers of orders whose opening was acknowledged. */
  Set<String> opened() {
    return opened.keySet();
  }

  /** Numbers of orders whose acceptance was acknowledged. */
  Set<String> accepted() {
    return accepted;
  }

  int failed() {
    return failed.get();
  }

  int numberedTwice() {
    return numberedTwice.get();
  }
}
