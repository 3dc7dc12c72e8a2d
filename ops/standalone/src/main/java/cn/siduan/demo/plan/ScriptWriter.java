package cn.siduan.demo.plan;

import cn.siduan.demo.Chance;
import cn.siduan.demo.demand.Pace;
import cn.siduan.demo.demand.Wish;
import cn.siduan.demo.provider.Provider;
import cn.siduan.dispatch.order.OfferMode;
import cn.siduan.dispatch.order.Satisfaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes what happens to one order from dispatch to its end, whatever the end of the plan may cut
 * off.
 */
final class ScriptWriter {

  private final Supply supply;
  private final Wish wish;
  private final String community;
  private final Script script;
  private final Phrases phrases;
  private final RandomGenerator random;

  ScriptWriter(Supply supply, Wish wish, String community, Script script, RandomGenerator random) {
    this.supply = supply;
    this.wish = wish;
    this.community = community;
    this.script = script;
    this.phrases = Phrases.about(wish.item());
    this.random = random;
  }

  List<Step> write(Outcome outcome) {
    script.after(Duration.ofSeconds(Chance.between(3, 40, random)));
    switch (outcome) {
      case RESOLVED_AND_CLOSED, RESOLVED_AWAITING_FOLLOW_UP, IN_PROGRESS -> {
        visit(place());
        followUp();
      }
      case DECLINED_THEN_ACCEPTED -> declinedThenAccepted();
      case RETURNED -> returned();
      case SUSPENDED -> suspended();
      case CANNOT_COMPLETE -> cannotComplete();
      case CANCELLED -> cancelled();
      case REOPENED -> reopened();
      case DIRECT_ANSWER, MERGED ->
          throw new IllegalArgumentException(outcome + " is not dispatched");
    }
    return script.steps();
  }

  private Provider place() {
    return place(supply.candidates(wish.item(), community, 4, random));
  }

  /** Finds a provider at the first attempt. */
  private Provider place(List<Provider> candidates) {
    boolean toAll =
        wish.pace() == Pace.EMERGENCY
            || (wish.pace() == Pace.URGENT && Chance.happens(0.4, random));
    List<Provider> asked = toAll ? candidates : candidates.subList(0, 1);
    offer(asked, toAll ? OfferMode.BROADCAST : OfferMode.DIRECT);
    return accept(Chance.pick(asked, random));
  }

  private void offer(List<Provider> asked, OfferMode mode) {
    if (wish.pace() != Pace.EMERGENCY) {
      script.whenOpen(asked.getFirst().opening());
    }
    List<String> codes = asked.stream().map(Provider::code).toList();
    script.add(at -> new Step.Offered(at, codes, mode, at.plus(wish.pace().offerStands())));
  }

  private Provider accept(Provider provider) {
    String worker = supply.worker(provider, random).code();
    script
        .after(wish.pace().untilAnswer(random))
        .add(at -> new Step.Accepted(at, provider.code(), worker));
    return provider;
  }

  private void visit(Provider provider) {
    come(provider);
    script.after(Chance.minutes(1, 6, random)).add(Step.Started::new);
    script
        .after(wish.pace().work(random))
        .add(at -> new Step.Resolved(at, Chance.pick(phrases.resolved(), random)));
  }

  private void come(Provider provider) {
    if (wish.pace() == Pace.EMERGENCY) {
      script.after(Chance.minutes(1, 3, random)).add(Step.Departed::new);
      script.after(wish.pace().untilVisit(random)).add(Step.Arrived::new);
      return;
    }
    script.after(Chance.minutes(2, 12, random));
    Instant when = visitTime(provider);
    script.add(at -> new Step.VisitScheduled(at, when));
    if (Chance.happens(0.04, random)) {
      script
          .after(Duration.between(script.now(), when).dividedBy(2))
          .add(at -> new Step.Chased(at, Chance.pick(phrases.chased(), random)));
    }
    // twenty minutes or so on the road; whoever booked comes to the centre without help
    Duration way =
        wish.pace() == Pace.BOOKED ? Duration.ofMinutes(5) : Chance.minutes(12, 28, random);
    script.notBefore(when.minus(way)).add(Step.Departed::new);
    int latest = Chance.happens(0.1, random) ? 50 : 22;
    script.after(Chance.minutes(4, latest, random)).add(Step.Arrived::new);
  }

  private Instant visitTime(Provider provider) {
    Instant soonest = script.now().plus(wish.pace().untilVisit(random));
    ChronoUnit grain = wish.pace() == Pace.BOOKED ? ChronoUnit.HOURS : ChronoUnit.MINUTES;
    return script.open(provider.opening(), soonest.truncatedTo(grain).plus(1, grain));
  }

  /** A sample is asked; the rest is filed after three days. */
  private void followUp() {
    if (Chance.happens(0.3, random)) {
      script
          .after(Duration.ofDays(3))
          .add(at -> new Step.ClosedWithoutFollowUp(at, Phrases.NOT_SAMPLED));
      return;
    }
    double draw = random.nextDouble();
    Satisfaction satisfaction =
        draw < 0.8
            ? Satisfaction.SATISFIED
            : draw < 0.95 ? Satisfaction.FAIRLY_SATISFIED : Satisfaction.DISSATISFIED;
    String note =
        Chance.pick(
            satisfaction == Satisfaction.DISSATISFIED ? phrases.discontent() : phrases.content(),
            random);
    nextOfficeHour();
    script.add(at -> new Step.FollowedUp(at, true, satisfaction, note));
  }

  /** The centre rings within two days. */
  private void nextOfficeHour() {
    script.after(Chance.minutes(120, 2880, random)).untilDaytime();
  }

  private void declinedThenAccepted() {
    Provider first = supply.candidates(wish.item(), community, 1, random).getFirst();
    offer(List.of(first), OfferMode.SEQUENTIAL);
    if (Chance.happens(0.65, random)) {
      script
          .after(wish.pace().untilAnswer(random))
          .add(at -> new Step.Declined(at, first.code(), Chance.pick(phrases.declined(), random)));
    } else {
      script
          .after(wish.pace().offerStands().plusSeconds(1))
          .add(at -> new Step.OfferExpired(at, first.code()));
    }
    script.after(Duration.ofSeconds(Chance.between(2, 20, random)));
    List<Provider> others = supply.others(wish.item(), community, first, 2, random);
    OfferMode mode = others.size() == 1 ? OfferMode.SEQUENTIAL : OfferMode.BROADCAST;
    offer(others, mode);
    visit(accept(Chance.pick(others, random)));
    followUp();
  }

  private void returned() {
    Provider first = place();
    script
        .after(Chance.minutes(10, 120, random))
        .add(at -> new Step.ReturnRequested(at, Chance.pick(phrases.returned(), random)));
    script.after(Chance.minutes(5, 90, random)).add(Step.ReturnGranted::new);
    script.after(Duration.ofSeconds(Chance.between(2, 20, random)));
    visit(place(supply.others(wish.item(), community, first, 3, random)));
    followUp();
  }

  private void suspended() {
    Provider provider = place();
    script
        .after(Chance.minutes(15, 180, random))
        .add(at -> new Step.SuspensionRequested(at, Chance.pick(phrases.suspended(), random)));
    script.after(Chance.minutes(3, 60, random)).add(Step.SuspensionGranted::new);
    script.after(Chance.minutes(1440, 5760, random)).whenOpen(provider.opening());
    script.add(Step.Resumed::new);
    visit(provider);
    followUp();
  }

  private void cannotComplete() {
    come(place());
    script
        .after(Chance.minutes(5, 40, random))
        .add(at -> new Step.NotCompleted(at, Chance.pick(phrases.notCompleted(), random)));
    nextOfficeHour();
    script.add(at -> new Step.ClosedWithoutFollowUp(at, Phrases.EXPLAINED));
  }

  private void cancelled() {
    if (Chance.happens(0.6, random)) {
      Provider provider = place();
      if (Chance.happens(0.5, random)) {
        Instant when = visitTime(provider);
        script.after(Duration.ofMinutes(2)).add(at -> new Step.VisitScheduled(at, when));
      }
    }
    script
        .after(Chance.minutes(2, 25, random))
        .add(at -> new Step.Cancelled(at, Chance.pick(phrases.cancelled(), random)));
  }

  private void reopened() {
    visit(place());
    nextOfficeHour();
    script.add(
        at ->
            new Step.FollowedUp(
                at, false, Satisfaction.DISSATISFIED, Chance.pick(phrases.notResolved(), random)));
    script.after(Duration.ofSeconds(Chance.between(3, 40, random)));
    visit(place());
    followUp();
  }
}
