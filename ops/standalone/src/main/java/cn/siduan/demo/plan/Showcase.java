package cn.siduan.demo.plan;

import cn.siduan.contract.Channel;
import cn.siduan.demo.Chance;
import cn.siduan.demo.demand.Pace;
import cn.siduan.demo.demand.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A few orders at every stage within the last minutes, at whatever hour of the day the plan ends.
 */
final class Showcase {

  private static final int EACH = 3;

  private static final List<Stage> STAGES = List.of(Stage.values());
  private static final List<Channel> CHANNELS =
      List.of(Channel.PHONE, Channel.APP, Channel.WEB, Channel.PHONE);

  private final PlanOrders planner;
  private final List<Wish> wishes;
  private final Instant now;
  private final long seed;

  Showcase(PlanOrders planner, List<Wish> wishes, Instant now, long seed) {
    this.planner = planner;
    // what would be done at once, so that nothing looks odd at night; by appointment hours would be
    // rounded
    this.wishes = wishes.stream().filter(w -> w.pace() == Pace.URGENT).toList();
    this.now = now;
    this.seed = seed;
  }

  Stream<PlannedOrder> orders() {
    Stream<PlannedOrder> staged =
        IntStream.range(0, STAGES.size() * EACH)
            .mapToObj(nth -> order(STAGES.get(nth / EACH), nth));
    return Stream.concat(staged, merged().stream());
  }

  /** Written twice: once to learn how long it takes to get there, once to get there in time. */
  private PlannedOrder order(Stage stage, int nth) {
    PlannedOrder draft = order(stage, nth, now);
    Instant reached = draft.steps().isEmpty() ? draft.at() : draft.steps().getLast().at();
    Duration ago = Duration.ofSeconds(15 + 7L * nth);
    return order(stage, nth, now.minus(ago).minus(Duration.between(draft.at(), reached)));
  }

  private PlannedOrder order(Stage stage, int nth, Instant at) {
    RandomGenerator random = new SplittableRandom(seed + nth);
    Wish wish = Chance.pick(wishes, random);
    Channel channel = CHANNELS.get(nth % CHANNELS.size());
    Contact contact =
        planner.contact("show/" + stage + "/" + nth % EACH, at, channel, wish.asker(), random);
    PlannedOrder whole = planner.dispatched(contact, wish, stage.script(), true, random);
    List<Step> steps = stage.steps(whole.steps());
    return whole.upTo(steps.isEmpty() ? at : steps.getLast().at());
  }

  private List<PlannedOrder> merged() {
    RandomGenerator random = new SplittableRandom(seed - 1);
    List<PlannedOrder> orders = new ArrayList<>();
    for (int nth = 0; nth < EACH; nth++) {
      Wish wish = Chance.pick(wishes, random);
      Contact first =
          planner.contact(
              "show/MERGED/" + nth,
              now.minus(Chance.minutes(16, 25, random)),
              Channel.APP,
              wish.asker(),
              random);
      Contact again = planner.again(first, first.at().plus(Chance.minutes(3, 8, random)), random);
      orders.add(planner.dispatched(first, wish, Outcome.RESOLVED_AND_CLOSED, true, random));
      orders.add(planner.duplicate(again, wish, first.key(), random));
    }
    return orders;
  }
}
