package cn.siduan.dispatch.routing.whatif;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.Assignment;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.routing.Field;
import cn.siduan.dispatch.routing.Geo;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.ProviderCard;
import cn.siduan.dispatch.routing.Question;
import cn.siduan.dispatch.routing.Standing;
import cn.siduan.dispatch.routing.store.Router;
import cn.siduan.dispatch.routing.store.Standings;
import cn.siduan.dispatch.routing.whatif.Replay.Case;
import cn.siduan.dispatch.routing.whatif.Replay.Placed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Compares what a period's orders came to with what they would come to under a policy. */
public final class WhatIf {

  static final int MOST_DIFFERENT = 50;
  private static final Duration USUAL_HOLD = Duration.ofHours(24);
  private static final Duration USUAL_ACCEPTANCE = Duration.ofMinutes(5);

  /**
   * @param itemId only orders of this item
   * @param limit at most so many, the oldest first
   */
  public record Period(Instant from, Instant to, @Nullable Long itemId, int limit) {}

  /**
   * @param placed that a provider had, or would have been asked about
   * @param meanKm between provider and door, where both are known
   * @param meanMinutes until a provider accepted; of a replay, expected ({@link ExpectedWait})
   * @param accepted the share a provider accepted; of a replay, expected
   */
  public record Side(
      int orders,
      int placed,
      @Nullable Double meanKm,
      @Nullable Double meanMinutes,
      double accepted,
      Shares shares) {}

  /** An order that goes to somebody else. */
  public record Different(
      String number, @Nullable Long actual, @Nullable Long present, @Nullable Long proposed) {}

  /**
   * @param actual what really happened
   * @param present under the policies in force now
   * @param proposed under the policy asked about
   * @param same how many orders go to the same provider under both
   * @param different some of the others
   */
  public record Comparison(
      Side actual, Side present, Side proposed, int same, List<Different> different) {}

  private record Times(Duration held, Duration usual) {}

  private final Router router;

  public WhatIf(Router router) {
    this.router = router;
  }

  /** Reads only. */
  public Comparison compare(Handle handle, Period period, Policy proposed, Instant now) {
    List<Order> orders = orders(handle, period);
    List<Case> present = new ArrayList<>();
    for (Order order : orders) {
      present.add(asItWas(handle, order));
    }
    List<Case> other =
        present.stream()
            .map(c -> new Case(c.orderId(), c.question(), c.field(), proposed, c.actual()))
            .toList();
    Set<Long> involved = new HashSet<>();
    present.forEach(c -> c.field().serving().forEach(p -> involved.add(p.id())));
    Map<Long, Standing> rates = Standings.of(handle, involved, now);
    Times times = times(handle, period);
    List<Placed> before = Replay.run(present, rates, times.held(), times.usual());
    List<Placed> after = Replay.run(other, rates, times.held(), times.usual());
    List<Integer> changed =
        IntStream.range(0, present.size())
            .filter(i -> !Objects.equals(before.get(i).chosen(), after.get(i).chosen()))
            .boxed()
            .toList();
    return new Comparison(
        actual(orders, present, involved),
        side(before, involved),
        side(after, involved),
        present.size() - changed.size(),
        changed.stream()
            .limit(MOST_DIFFERENT)
            .map(i -> different(present.get(i), before.get(i), after.get(i)))
            .toList());
  }

  private static Different different(Case c, Placed before, Placed after) {
    return new Different(
        new OrderNumber(c.orderId()).digits(), c.actual(), before.chosen(), after.chosen());
  }

  private static List<Order> orders(Handle handle, Period period) {
    List<Long> ids =
        handle
            .createQuery(
                """
                select id from service_order where received_at >= :from and received_at < :to
                  and (cast(:item as bigint) is null or item_id = :item) and answer is null
                order by received_at, id limit :limit\
                """)
            .bind("from", period.from())
            .bind("to", period.to())
            .bind("item", period.itemId())
            .bind("limit", period.limit())
            .mapTo(Long.class)
            .list();
    return OrderStore.list(handle, ids).stream()
        .filter(o -> !o.tasks().isEmpty())
        .sorted(Comparator.comparing(Order::receivedAt).thenComparing(Order::id))
        .toList();
  }

  private Case asItWas(Handle handle, Order order) {
    Task lead = order.getTask(1);
    Question question = router.question(handle, order, lead, Map.of(), order.receivedAt());
    return new Case(
        order.id(),
        question,
        router.field(order, lead, null),
        router.policy(order, lead),
        findFirstHands(order).map(Assignment::providerId).orElse(null));
  }

  private static Optional<Assignment> findFirstHands(Order order) {
    return order.assignments().stream()
        .filter(a -> a.taskNo() == 1)
        .min(Comparator.comparing(Assignment::beganAt));
  }

  private static Side actual(List<Order> orders, List<Case> cases, Set<Long> involved) {
    List<Double> km = new ArrayList<>();
    List<Double> minutes = new ArrayList<>();
    Map<Long, Integer> counts = zeros(involved);
    for (int i = 0; i < cases.size(); i++) {
      Assignment hands = findFirstHands(orders.get(i)).orElse(null);
      if (hands != null) {
        counts.merge(hands.providerId(), 1, Integer::sum);
        Duration waited = Duration.between(orders.get(i).receivedAt(), hands.beganAt());
        minutes.add(waited.toMillis() / 60_000.0);
        Double distance = km(cases.get(i), hands.providerId());
        if (distance != null) {
          km.add(distance);
        }
      }
    }
    double share = cases.isEmpty() ? 0 : (double) minutes.size() / cases.size();
    return new Side(
        cases.size(), minutes.size(), mean(km), mean(minutes), share, Shares.of(counts.values()));
  }

  private static @Nullable Double km(Case c, long providerId) {
    Field field = c.field();
    ProviderCard card =
        field.serving().stream().filter(p -> p.id() == providerId).findFirst().orElse(null);
    return card == null
        ? null
        : Geo.km(
            c.question().latitude(), c.question().longitude(), card.latitude(), card.longitude());
  }

  private static Side side(List<Placed> placed, Set<Long> involved) {
    Map<Long, Integer> counts = zeros(involved);
    List<Double> km = new ArrayList<>();
    List<Double> minutes = new ArrayList<>();
    List<Double> accepted = new ArrayList<>();
    int chosen = 0;
    for (Placed p : placed) {
      accepted.add(p.expected().probability());
      if (p.chosen() != null) {
        chosen++;
        counts.merge(p.chosen(), 1, Integer::sum);
        minutes.add(p.expected().minutes());
      }
      if (p.km() != null) {
        km.add(p.km());
      }
    }
    Double share = mean(accepted);
    return new Side(
        placed.size(),
        chosen,
        mean(km),
        mean(minutes),
        share == null ? 0 : share,
        Shares.of(counts.values()));
  }

  private static Map<Long, Integer> zeros(Set<Long> ids) {
    Map<Long, Integer> zeros = new HashMap<>();
    ids.forEach(id -> zeros.put(id, 0));
    return zeros;
  }

  private static @Nullable Double mean(List<Double> values) {
    return values.isEmpty()
        ? null
        : values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** As they were in the period; usual ones if it has none. */
  private static Times times(Handle handle, Period period) {
    return handle
        .createQuery(
            """
            select extract(epoch from avg(a.ended_at - a.began_at)), extract(epoch from avg(a.began_at - f.offered_at))
            from assignment a join offer f on f.order_id = a.order_id and f.no = a.offer_no
            where a.began_at >= :from and a.began_at < :to\
            """)
        .bind("from", period.from())
        .bind("to", period.to())
        .map(
            (rs, _) ->
                new Times(
                    seconds(rs.getObject(1, java.math.BigDecimal.class), USUAL_HOLD),
                    seconds(rs.getObject(2, java.math.BigDecimal.class), USUAL_ACCEPTANCE)))
        .one();
  }

  private static Duration seconds(java.math.@Nullable BigDecimal seconds, Duration usual) {
    return seconds == null ? usual : Duration.ofSeconds(seconds.longValue());
  }
}
