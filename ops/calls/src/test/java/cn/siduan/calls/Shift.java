package cn.siduan.calls;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Two operators who talk and take down orders, four callers who wait; something is thrown at them,
 * and afterwards it is counted what came of it.
 */
final class Shift {

  private static final int TALKING = CallCentre.PHONES.size();
  private static final int WAITING = 4;
  private static final int CALLS = TALKING + WAITING;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(90);

  private final CallCentre centre;
  private final Map<String, OperatorClient> operators = new HashMap<>();

  /** What is done to the hotline. */
  @FunctionalInterface
  interface Throw {
    void now() throws InterruptedException, IOException;
  }

  Shift(CallCentre centre) throws IOException, InterruptedException {
    this.centre = centre;
    for (String phone : CallCentre.PHONES) {
      operators.put(phone, centre.logIn(phone));
      centre.phone(phone, PATIENCE);
    }
  }

  void begins() throws InterruptedException {
    for (OperatorClient operator : operators.values()) {
      operator.presence("AVAILABLE");
    }
  }

  /** Nobody is on the line any more, and nobody is there. */
  void ends() throws InterruptedException {
    hangUpAll();
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> centre.talkingInAsterisk() == 0 && centre.calls.allOver());
    for (OperatorClient operator : operators.values()) {
      operator.presence("OFFLINE");
    }
  }

  private void hangUpAll() {
    centre.asterisk.cli("channel request hangup all");
  }

  /**
   * @param prefix the callers' numbers, without the last digit
   */
  Verdict under(String what, String prefix, Throw thrown) throws Exception {
    List<Calls.Row> before = busy(prefix);
    List<Calls.Row> waiting = in(before, "WAITING");
    long talked = centre.talkingInAsterisk() / 2;
    try (Orders orders = orders(in(before, "TALKING").getFirst().number())) {
      Instant begun = Instant.now();
      thrown.now();
      lookedAfterAgain(prefix);
      long goesOn = centre.talkingInAsterisk() / 2;
      nextIsServed(waiting.getFirst(), orders);
      double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
      long places = centre.calls.keptPlaces(waiting);
      hangUpAll();
      return new Verdict(
          what, books(prefix, orders), talked, goesOn, waiting.size(), places, seconds);
    }
  }

  /** Somebody calls, and an operator answers. */
  void answersNext(String number) throws InterruptedException {
    begins();
    centre.caller(number, PATIENCE);
    await().atMost(RECOVERS_WITHIN).until(() -> centre.calls.count(number, "TALKING") == 1);
  }

  private static List<Calls.Row> in(List<Calls.Row> rows, String state) {
    return rows.stream().filter(r -> r.state().equals(state)).toList();
  }

  List<Calls.Row> busy(String prefix) throws InterruptedException {
    begins();
    for (int i = 0; i < CALLS; i++) {
      centre.caller(prefix + i, PATIENCE);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                centre.calls.count(prefix, "TALKING") == TALKING
                    && centre.calls.count(prefix, "WAITING") == WAITING);
    return centre.calls.of(prefix);
  }

  Orders orders(String number) {
    return new Orders(operator(), centre.item, number);
  }

  private OperatorClient operator() {
    return Objects.requireNonNull(operators.get(CallCentre.PHONES.getFirst()));
  }

  /** Every one who waits has been looked in on since. */
  private void lookedAfterAgain(String prefix) {
    Instant from = Instant.now();
    await()
        .atMost(RECOVERS_WITHIN)
        .until(
            () -> {
              List<Calls.Row> now = centre.calls.of(prefix);
              return now.size() == CALLS
                  && in(now, "WAITING").stream().allMatch(r -> r.seen().isAfter(from));
            });
  }

  /** An operator puts down the telephone, files the call, and gets the first in line. */
  private void nextIsServed(Calls.Row next, Orders orders) throws InterruptedException {
    String ended = callOf(orders.number);
    for (String phone : CallCentre.PHONES) {
      if (centre.calls.callOf(phone).equals(ended)) {
        centre.putDown(phone);
        await().atMost(RECOVERS_WITHIN).until(() -> centre.calls.callOf(phone).isEmpty());
        operators.get(phone).wrapUp(ended, orders.last());
      }
    }
    await()
        .atMost(RECOVERS_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> centre.calls.count(next.number(), "TALKING") == 1);
  }

  private String callOf(String number) {
    return centre.calls.of(number).getFirst().id();
  }

  /** What is written down in the end; who is still in a call after a minute is stuck in it. */
  Books books(String prefix, Orders orders) {
    return books(IntStream.range(0, CALLS).mapToObj(i -> prefix + i).toList(), orders);
  }

  Books books(List<String> numbers, Orders orders) {
    orders.close();
    var _ = eventually(() -> centre.calls.allOver() && centre.calls.busyOperators() == 0);
    return Books.read(centre.calls, numbers, orders);
  }

  private static boolean eventually(Callable<Boolean> condition) {
    try {
      await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(500)).until(condition);
      return true;
    } catch (ConditionTimeoutException _) {
      return false;
    }
  }
}
