package cn.siduan.dispatch.routing;

import cn.siduan.dispatch.routing.RoutingDecision.Candidate;
import cn.siduan.dispatch.routing.RoutingDecision.Miss;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses providers for a task. Pure: the same values give the same decision, ties included. */
public final class RoutingPolicy {

  private static final double UNKNOWN_DISTANCE = 0.5;
  private static final double SAME_PROVIDER = 0.7;
  private static final double MOST_STARS = 5;

  private record Ranked(Candidate candidate, long lot) {}

  private RoutingPolicy() {}

  /**
   * @param standings by provider; whoever is not in it has not been asked yet
   * @param most how many to choose at most
   */
  public static RoutingDecision decide(
      Question question, Field field, Map<Long, Standing> standings, Policy policy, int most) {
    List<Miss> misses = new ArrayList<>();
    List<ProviderCard> in = new ArrayList<>();
    for (ProviderCard card : field.serving()) {
      List<Out> reasons = reasons(question, card, standing(standings, card), policy);
      if (reasons.isEmpty()) {
        in.add(card);
      } else {
        misses.add(new Miss(card.id(), card.name(), km(question, card), reasons));
      }
    }
    for (Field.Elsewhere far : field.elsewhere()) {
      misses.add(miss(question, far, standings, policy));
    }
    List<Candidate> ranked = rank(question, in, standings, policy);
    return new RoutingDecision(
        question.at(),
        policy.code(),
        policy.version(),
        policy.weights(),
        ranked.stream().limit(most).map(Candidate::providerId).toList(),
        ranked.stream().limit(RoutingDecision.MOST_CANDIDATES).toList(),
        ranked.size(),
        misses.stream().sorted(NEAREST).limit(RoutingDecision.MOST_MISSES).toList(),
        field.offering());
  }

  private static final Comparator<Miss> NEAREST =
      Comparator.<Miss>comparingInt(m -> m.reasons().size())
          .thenComparing(m -> m.reasons().getFirst().reason())
          .thenComparingDouble(m -> m.km() == null ? Double.MAX_VALUE : m.km())
          .thenComparingLong(Miss::providerId);

  private static Miss miss(
      Question question, Field.Elsewhere far, Map<Long, Standing> standings, Policy policy) {
    List<Out> reasons = new ArrayList<>();
    reasons.add(Out.elsewhere(far.areaId(), far.neighbour()));
    reasons.addAll(reasons(question, far.card(), standing(standings, far.card()), policy));
    return new Miss(far.card().id(), far.card().name(), km(question, far.card()), reasons);
  }

  /** Everything that keeps a provider out; nothing if it is a candidate. */
  private static List<Out> reasons(
      Question question, ProviderCard card, Standing standing, Policy policy) {
    List<Out> reasons = new ArrayList<>(0);
    Out excluded = question.excluded().get(card.id());
    if (excluded != null) {
      reasons.add(excluded);
    }
    if (!policy.kinds().isEmpty() && !policy.kinds().contains(card.kind())) {
      reasons.add(Out.kind(card.kind()));
    }
    for (String skill : question.skills()) {
      skill(card, skill, question.today()).ifPresent(reasons::add);
    }
    boolean anyHour = question.emergency() || policy.relaxed();
    if (!anyHour && !card.opening().isOpen(question.at())) {
      reasons.add(closed(card, question.at()));
    }
    if (standing.inHand() >= card.capacity()) {
      reasons.add(Out.full(standing.inHand(), card.capacity()));
    }
    return reasons;
  }

  /** A certificate is good through the day it expires on. */
  private static Optional<Out> skill(ProviderCard card, String skill, LocalDate today) {
    Optional<LocalDate> expires = card.certificates().get(skill);
    if (expires == null) {
      return Optional.of(Out.lacks(skill));
    }
    return expires.filter(day -> day.isBefore(today)).map(day -> Out.expired(skill, day));
  }

  private static Out closed(ProviderCard card, Instant at) {
    return card.opening()
        .findNextOpening(at)
        .map(Out::closed)
        .orElseGet(() -> Out.of(Out.Reason.CLOSED_FOR_GOOD));
  }

  private static List<Candidate> rank(
      Question question, List<ProviderCard> in, Map<Long, Standing> standings, Policy policy) {
    int busiest = in.stream().mapToInt(c -> standing(standings, c).week()).max().orElse(0);
    return in.stream()
        .map(card -> candidate(question, card, standing(standings, card), policy, busiest))
        .map(c -> new Ranked(c, lot(question, c.providerId())))
        .sorted(
            Comparator.<Ranked>comparingDouble(r -> -r.candidate().score())
                .thenComparingLong(Ranked::lot)
                .thenComparingLong(r -> r.candidate().providerId()))
        .map(Ranked::candidate)
        .toList();
  }

  private static Candidate candidate(
      Question question, ProviderCard card, Standing standing, Policy policy, int busiest) {
    Double km = km(question, card);
    Question.LastTime last = lastTime(question, card);
    Weights parts =
        new Weights(
            last == null ? 0 : last.workerId() == null ? SAME_PROVIDER : 1,
            km == null ? UNKNOWN_DISTANCE : Math.max(0, 1 - km / policy.reachKm()),
            1 - (double) standing.inHand() / card.capacity(),
            card.stars() / MOST_STARS,
            standing.acceptance(),
            standing.resolution(),
            busiest == 0 ? 1 : 1 - (double) standing.week() / busiest);
    return new Candidate(
        card.id(),
        card.name(),
        rounded(policy.weights().weigh(parts)),
        parts,
        km,
        standing.inHand(),
        last == null ? null : last.workerId());
  }

  private static Question.@Nullable LastTime lastTime(Question question, ProviderCard card) {
    Question.LastTime last = question.lastTime();
    return last != null && last.providerId() == card.id() ? last : null;
  }

  private static Standing standing(Map<Long, Standing> standings, ProviderCard card) {
    return standings.getOrDefault(card.id(), Standing.NEW);
  }

  private static @Nullable Double km(Question question, ProviderCard card) {
    return Geo.km(question.latitude(), question.longitude(), card.latitude(), card.longitude());
  }

  /** So that a difference nobody can see does not decide. */
  private static double rounded(double score) {
    return Math.rint(score * 1e6) / 1e6;
  }

  /** Equals draw lots, for each task anew and always with the same result. */
  private static long lot(Question question, long providerId) {
    long z = question.orderId() * 31 + question.taskNo();
    z = (z ^ providerId) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
