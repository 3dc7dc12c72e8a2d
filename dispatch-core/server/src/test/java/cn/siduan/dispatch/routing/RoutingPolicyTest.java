package cn.siduan.dispatch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.routing.Out.Reason;
import cn.siduan.dispatch.routing.RoutingDecision.Candidate;
import cn.siduan.dispatch.routing.RoutingDecision.Miss;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is chosen and why, over values alone. */
class RoutingPolicyTest {

  private static final Instant NOW = Instant.parse("2026-03-11T02:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 11);
  private static final Weights EVEN = new Weights(1, 1, 1, 1, 1, 1, 1);

  private static Policy policy(Weights weights) {
    return new Policy("TEST", 1, "测试", "Test", weights, 10, List.of(), false, List.of());
  }

  private static Question question(Map<Long, Out> excluded, Question.@Nullable LastTime last) {
    return new Question(1000001, 1, List.of(), 31.20, 121.40, NOW, TODAY, false, excluded, last);
  }

  private static final Question PLAIN = question(Map.of(), null);

  private static ProviderCard card(long id) {
    return card(id, 31.20, 4, 10, Map.of(), Opening.ALWAYS);
  }

  private static ProviderCard card(
      long id,
      double latitude,
      double stars,
      int capacity,
      Map<String, Optional<LocalDate>> certificates,
      Opening opening) {
    return new ProviderCard(
        id,
        "服务商" + id,
        "ORGANISATION",
        latitude,
        121.40,
        stars,
        capacity,
        List.of(3L),
        certificates,
        opening);
  }

  private static Opening opensAt(String instant) {
    return new Opening() {
      @Override
      public boolean isOpen(Instant at) {
        return !at.isBefore(Instant.parse(instant));
      }

      @Override
      public Optional<Instant> findNextOpening(Instant at) {
        return Optional.of(Instant.parse(instant));
      }
    };
  }

  private static Field field(ProviderCard... cards) {
    return new Field(List.of(cards), List.of(), cards.length);
  }

  private static RoutingDecision decide(Question question, Policy policy, ProviderCard... cards) {
    return RoutingPolicy.decide(question, field(cards), Map.of(), policy, 1);
  }

  private static List<Reason> reasons(RoutingDecision decision) {
    return decision.misses().stream().flatMap(m -> m.reasons().stream()).map(Out::reason).toList();
  }

  @Test
  void the_nearer_the_freer_and_the_better_rated_come_first_each_by_its_weight() {
    ProviderCard near = card(1, 31.21, 3, 10, Map.of(), Opening.ALWAYS);
    ProviderCard good = card(2, 31.25, 5, 10, Map.of(), Opening.ALWAYS);
    assertThat(decide(PLAIN, policy(new Weights(0, 1, 0, 0, 0, 0, 0)), near, good).chosen())
        .containsExactly(1L);
    assertThat(decide(PLAIN, policy(new Weights(0, 0, 0, 1, 0, 0, 0)), near, good).chosen())
        .containsExactly(2L);
    RoutingDecision byLoad =
        RoutingPolicy.decide(
            PLAIN,
            field(near, good),
            Map.of(1L, new Standing(5, 0, 0, 0, 0, 0)),
            policy(new Weights(0, 0, 1, 0, 0, 0, 0)),
            1);
    assertThat(byLoad.chosen()).containsExactly(2L);
    assertThat(byLoad.candidates().getLast().parts().load()).isEqualTo(0.5);
  }

  @Test
  void who_accepted_and_resolved_of_late_comes_before_who_did_not() {
    Map<Long, Standing> standings =
        Map.of(1L, new Standing(0, 0, 20, 2, 0, 0), 2L, new Standing(0, 0, 20, 19, 0, 0));
    Policy policy = policy(new Weights(0, 0, 0, 0, 1, 0, 0));
    assertThat(RoutingPolicy.decide(PLAIN, field(card(1), card(2)), standings, policy, 1).chosen())
        .containsExactly(2L);
  }

  @Test
  void the_provider_of_last_time_comes_first_and_more_so_with_its_worker() {
    Policy policy = policy(new Weights(1, 0, 0, 0, 0, 0, 0));
    Question last = question(Map.of(), new Question.LastTime(2, 7L));
    RoutingDecision decision = decide(last, policy, card(1), card(2), card(3));
    assertThat(decision.chosen()).containsExactly(2L);
    assertThat(decision.candidates().getFirst().workerId()).isEqualTo(7);
    Question workerGone = question(Map.of(), new Question.LastTime(2, null));
    Candidate same = decide(workerGone, policy, card(1), card(2)).candidates().getFirst();
    assertThat(same.providerId()).isEqualTo(2);
    assertThat(same.score()).isLessThan(decision.candidates().getFirst().score()).isPositive();
  }

  @Test
  void over_a_week_equals_get_equally_much() {
    Map<Long, Standing> standings = new HashMap<>();
    Field field = field(card(1), card(2), card(3), card(4));
    for (int order = 0; order < 100; order++) {
      Question question =
          new Question(
              2000000 + order, 1, List.of(), 31.2, 121.4, NOW, TODAY, false, Map.of(), null);
      long chosen =
          RoutingPolicy.decide(
                  question, field, standings, policy(new Weights(0, 0, 0, 0, 0, 0, 1)), 1)
              .chosen()
              .getFirst();
      standings.merge(chosen, new Standing(0, 1, 0, 0, 0, 0), (a, _) -> a.busier().freer());
    }
    assertThat(standings.values()).extracting(Standing::week).containsOnly(25);
  }

  @Test
  void each_reason_for_being_out_is_told_and_says_what_would_help() {
    Question skilled =
        new Question(
            1,
            1,
            List.of("PLUMBING"),
            31.2,
            121.4,
            NOW,
            TODAY,
            false,
            Map.of(5L, Out.declined("忙")),
            null);
    Map<String, Optional<LocalDate>> plumber = Map.of("PLUMBING", Optional.empty());
    RoutingDecision decision =
        RoutingPolicy.decide(
            skilled,
            field(
                card(1),
                card(
                    2,
                    31.2,
                    4,
                    10,
                    Map.of("PLUMBING", Optional.of(TODAY.minusDays(1))),
                    Opening.ALWAYS),
                card(3, 31.2, 4, 10, plumber, opensAt("2026-03-11T06:00:00Z")),
                card(4, 31.2, 4, 2, plumber, Opening.ALWAYS),
                card(5, 31.2, 4, 10, plumber, Opening.ALWAYS),
                card(6, 31.2, 4, 10, Map.of("PLUMBING", Optional.of(TODAY)), Opening.ALWAYS)),
            Map.of(4L, new Standing(2, 0, 0, 0, 0, 0)),
            policy(EVEN),
            3);
    assertThat(decision.chosen()).containsExactly(6L);
    Map<Long, Out> out = new HashMap<>();
    decision.misses().forEach(m -> out.put(m.providerId(), m.reasons().getFirst()));
    assertThat(out)
        .containsEntry(1L, Out.lacks("PLUMBING"))
        .containsEntry(2L, Out.expired("PLUMBING", LocalDate.of(2026, 3, 10)))
        .containsEntry(3L, Out.closed(Instant.parse("2026-03-11T06:00:00Z")))
        .containsEntry(4L, Out.full(2, 2))
        .containsEntry(5L, Out.declined("忙"));
  }

  @Test
  void nobody_is_a_decision_and_the_nearest_miss_has_the_fewest_reasons() {
    ProviderCard far = card(9, 31.3, 4, 10, Map.of(), Opening.ALWAYS);
    Field field =
        new Field(
            List.of(card(1, 31.2, 4, 0, Map.of(), opensAt("2026-03-11T06:00:00Z"))),
            List.of(new Field.Elsewhere(far, 8, true)),
            2);
    RoutingDecision decision = RoutingPolicy.decide(PLAIN, field, Map.of(), policy(EVEN), 1);
    assertThat(decision.isNobody()).isTrue();
    assertThat(decision.misses()).extracting(Miss::providerId).containsExactly(9L, 1L);
    assertThat(decision.misses().getFirst().reasons()).containsExactly(Out.elsewhere(8, true));
  }

  @Test
  void an_emergency_relaxes_opening_hours_and_nothing_else() {
    Question emergency =
        new Question(1, 1, List.of(), 31.2, 121.4, NOW, TODAY, true, Map.of(), null);
    ProviderCard closed = card(1, 31.2, 4, 10, Map.of(), opensAt("2026-03-11T06:00:00Z"));
    assertThat(decide(PLAIN, policy(EVEN), closed).isNobody()).isTrue();
    assertThat(decide(emergency, policy(EVEN), closed).chosen()).containsExactly(1L);
    ProviderCard full = card(2, 31.2, 4, 0, Map.of(), Opening.ALWAYS);
    assertThat(reasons(decide(emergency, policy(EVEN), full))).containsExactly(Reason.FULL);
  }

  @Test
  void a_policy_for_departments_asks_nobody_else() {
    Policy departments =
        new Policy("D", 1, "部门", "D", EVEN, 10, List.of("DEPARTMENT"), false, List.of());
    assertThat(reasons(decide(PLAIN, departments, card(1)))).containsExactly(Reason.KIND);
  }

  @Test
  void equals_draw_lots_that_differ_from_order_to_order() {
    ProviderCard[] cards =
        LongStream.rangeClosed(1, 5).mapToObj(RoutingPolicyTest::card).toArray(ProviderCard[]::new);
    List<Long> winners =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    decide(
                            new Question(
                                i, 1, List.of(), 31.2, 121.4, NOW, TODAY, false, Map.of(), null),
                            policy(EVEN),
                            cards)
                        .chosen()
                        .getFirst())
            .toList();
    for (long id = 1; id <= 5; id++) {
      assertThat(Collections.frequency(winners, id)).as("provider %s", id).isBetween(20, 60);
    }
  }

  @Property(tries = 300)
  void the_order_in_which_providers_are_looked_at_decides_nothing(
      @ForAll long seed, @ForAll boolean sameStars) {
    Random random = new Random(seed);
    List<ProviderCard> cards = new ArrayList<>();
    for (long id = 1; id <= 12; id++) {
      cards.add(
          card(
              id,
              31.2 + random.nextInt(3) * 0.01,
              sameStars ? 4 : random.nextInt(6),
              random.nextInt(3),
              Map.of(),
              Opening.ALWAYS));
    }
    Question question =
        new Question(
            random.nextInt(), 1, List.of(), 31.2, 121.4, NOW, TODAY, false, Map.of(), null);
    RoutingDecision one = decide(question, policy(EVEN), cards.toArray(ProviderCard[]::new));
    Collections.shuffle(cards, random);
    RoutingDecision two = decide(question, policy(EVEN), cards.toArray(ProviderCard[]::new));
    assertThat(two).isEqualTo(one);
    assertThat(one.candidates().size() + one.misses().size()).isEqualTo(12);
    assertThat(one.candidates()).allMatch(c -> c.score() >= 0 && c.score() <= 1);
    assertThat(one.candidates())
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }
}
