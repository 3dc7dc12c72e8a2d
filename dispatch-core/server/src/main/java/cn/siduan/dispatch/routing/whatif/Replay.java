package cn.siduan.dispatch.routing.whatif;

import cn.siduan.dispatch.routing.Field;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.Question;
import cn.siduan.dispatch.routing.RoutingDecision;
import cn.siduan.dispatch.routing.RoutingPolicy;
import cn.siduan.dispatch.routing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Places a period's tasks one after another under a policy, each knowing what those before it put
 * into whose hands. Pure.
 */
final class Replay {

  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * A task as it was when it came in.
   *
   * @param policy under which it is placed
   * @param actual who really had it
   */
  record Case(long orderId, Question question, Field field, Policy policy, @Nullable Long actual) {}

  /**
   * Who would have got it.
   *
   * @param km from the chosen one's position, if known
   */
  record Placed(long orderId, @Nullable Long chosen, @Nullable Double km, ExpectedWait expected) {}

  private final Map<Long, Standing> rates;
  private final Duration held;
  private final Duration usual;
  private final Map<Long, Deque<Instant>> given = new HashMap<>();

  /**
   * @param rates how readily each provider accepts and resolves
   * @param held how long a task usually stays in hand
   * @param usual how long those who accept usually take to
   */
  private Replay(Map<Long, Standing> rates, Duration held, Duration usual) {
    this.rates = rates;
    this.held = held;
    this.usual = usual;
  }

  /**
   * @param cases oldest first
   */
  static List<Placed> run(
      List<Case> cases, Map<Long, Standing> rates, Duration held, Duration usual) {
    Replay replay = new Replay(rates, held, usual);
    return cases.stream().map(replay::place).toList();
  }

  private Placed place(Case c) {
    Map<Long, Standing> standings = new HashMap<>();
    c.field().serving().forEach(p -> standings.put(p.id(), standing(p.id(), c.question().at())));
    RoutingDecision decision =
        RoutingPolicy.decide(
            c.question(),
            new Field(c.field().serving(), List.of(), c.field().offering()),
            standings,
            c.policy(),
            1);
    List<Double> acceptance =
        decision.candidates().stream()
            .map(candidate -> standings.getOrDefault(candidate.providerId(), Standing.NEW))
            .map(Standing::acceptance)
            .toList();
    Optional<RoutingDecision.Candidate> best = decision.candidates().stream().findFirst();
    best.ifPresent(b -> give(b.providerId(), c.question().at()));
    return new Placed(
        c.orderId(),
        best.map(RoutingDecision.Candidate::providerId).orElse(null),
        best.map(RoutingDecision.Candidate::km).orElse(null),
        ExpectedWait.of(c.policy(), acceptance, usual));
  }

  private void give(long providerId, Instant at) {
    given.computeIfAbsent(providerId, _ -> new ArrayDeque<>()).addLast(at);
  }

  private Standing standing(long providerId, Instant at) {
    Standing rate = rates.getOrDefault(providerId, Standing.NEW);
    List<Instant> times = new ArrayList<>(given.getOrDefault(providerId, new ArrayDeque<>()));
    int inHand = (int) times.stream().filter(t -> t.plus(held).isAfter(at)).count();
    int week = (int) times.stream().filter(t -> t.plus(WEEK).isAfter(at)).count();
    return new Standing(inHand, week, rate.asked(), rate.accepted(), rate.ended(), rate.resolved());
  }
}
