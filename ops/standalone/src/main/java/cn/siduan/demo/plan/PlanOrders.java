package cn.siduan.demo.plan;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.demo.Chance;
import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.demand.Asker;
import cn.siduan.demo.demand.Caller;
import cn.siduan.demo.demand.Callers;
import cn.siduan.demo.demand.Pace;
import cn.siduan.demo.demand.Question;
import cn.siduan.demo.demand.Wish;
import cn.siduan.demo.people.CareFlag;
import cn.siduan.demo.people.Resident;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Plans single orders to their end. */
final class PlanOrders {

  private final Callers callers;
  private final Desk desk;
  private final Supply supply;
  private final List<Question> questions = Question.readAll();

  PlanOrders(DemoDistrict district, RandomGenerator random) {
    this.callers = new Callers(district, random);
    this.desk = Desk.of(district);
    this.supply = new Supply(district);
  }

  Contact contact(String key, Instant at, Channel channel, Asker asker, RandomGenerator random) {
    return contact(key, at, channel, callers.draw(channel, asker, random), random);
  }

  /** The same caller once more. */
  Contact again(Contact first, Instant at, RandomGenerator random) {
    return contact(first.key() + "+", at, Channel.PHONE, first.caller(), random);
  }

  private Contact contact(
      String key, Instant at, Channel channel, Caller caller, RandomGenerator random) {
    String community = caller.household().communityCode();
    return new Contact(key, at, channel, caller, desk.takenBy(channel, community, random));
  }

  PlannedOrder answered(Contact contact, RandomGenerator random) {
    Question question = Chance.pick(questions, random);
    return PlannedOrder.of(
        contact,
        Priority.NORMAL,
        question.item(),
        question.text(),
        Outcome.DIRECT_ANSWER,
        List.of(new Step.Answered(contact.at(), question.answer())));
  }

  /**
   * What is put to a provider, and all that follows.
   *
   * @param anyHour nobody waits for opening hours
   */
  PlannedOrder dispatched(
      Contact contact, Wish wish, Outcome outcome, boolean anyHour, RandomGenerator random) {
    Script script = new Script(contact.at(), anyHour || wish.pace() == Pace.EMERGENCY);
    String community = contact.caller().household().communityCode();
    String summary = Chance.pick(wish.words(), random);
    List<Step> steps = new ScriptWriter(supply, wish, community, script, random).write(outcome);
    PlannedOrder order =
        PlannedOrder.of(contact, priority(wish, contact), wish.item(), summary, outcome, steps);
    return wish.pace() == Pace.BOOKED ? order.bookedForFirstVisit() : order;
  }

  /** What has been ordered already is ordered once more, and an operator notices. */
  PlannedOrder duplicate(Contact contact, Wish wish, String original, RandomGenerator random) {
    Instant noticed = contact.at().plus(Chance.minutes(1, 5, random));
    return PlannedOrder.of(
        contact,
        priority(wish, contact),
        wish.item(),
        Chance.pick(wish.words(), random),
        Outcome.MERGED,
        List.of(new Step.Merged(noticed, original, Phrases.DUPLICATE)));
  }

  private static Priority priority(Wish wish, Contact contact) {
    Resident resident = contact.caller().resident();
    boolean helpless =
        resident.careFlags().contains(CareFlag.LIVES_ALONE)
            || resident.careFlags().contains(CareFlag.BEDRIDDEN);
    return switch (wish.pace()) {
      case EMERGENCY -> Priority.EMERGENCY;
      case URGENT -> helpless ? Priority.HIGH : Priority.NORMAL;
      case SAME_DAY, NEXT_DAY, BOOKED, DAYS -> Priority.NORMAL;
    };
  }
}
