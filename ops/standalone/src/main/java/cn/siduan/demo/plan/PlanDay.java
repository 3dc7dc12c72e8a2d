package cn.siduan.demo.plan;

import cn.siduan.contract.Channel;
import cn.siduan.demo.Chance;
import cn.siduan.demo.Weighted;
import cn.siduan.demo.demand.Asker;
import cn.siduan.demo.demand.Pace;
import cn.siduan.demo.demand.Rhythm;
import cn.siduan.demo.demand.Weather;
import cn.siduan.demo.demand.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Plans the orders of one day. */
final class PlanDay {

  /** As in large hotlines, where about three quarters of the calls need no order to anybody. */
  private static final double ANSWERED_DIRECTLY = 0.75;

  private record Share<T>(T value, double weight) {}

  private static final Weighted<Share<Channel>> CHANNELS =
      Weighted.of(
          List.of(
              new Share<>(Channel.PHONE, 55),
              new Share<>(Channel.APP, 24),
              new Share<>(Channel.WEB, 12),
              new Share<>(Channel.VISIT, 9)),
          Share::weight);
  private static final Weighted<Share<Outcome>> OUTCOMES =
      Weighted.of(
          List.of(
              new Share<>(Outcome.RESOLVED_AND_CLOSED, 71),
              new Share<>(Outcome.DECLINED_THEN_ACCEPTED, 10),
              new Share<>(Outcome.RETURNED, 2),
              new Share<>(Outcome.SUSPENDED, 4),
              new Share<>(Outcome.CANNOT_COMPLETE, 3),
              new Share<>(Outcome.CANCELLED, 5),
              new Share<>(Outcome.REOPENED, 3),
              new Share<>(Outcome.MERGED, 2)),
          Share::weight);

  private final PlanOrders planner;
  private final Weather weather;
  private final Weighted<Wish> everybodys;
  private final Weighted<Wish> elders;
  private final RandomGenerator random;

  PlanDay(PlanOrders planner, List<Wish> wishes, Weather weather, RandomGenerator random) {
    this.planner = planner;
    this.weather = weather;
    this.everybodys = demand(wishes, weather);
    this.elders = demand(wishes.stream().filter(w -> w.asker() == Asker.ELDER).toList(), weather);
    this.random = random;
  }

  private static Weighted<Wish> demand(List<Wish> wishes, Weather weather) {
    return Weighted.of(wishes, w -> w.weight() * w.season().factor(weather));
  }

  List<PlannedOrder> orders() {
    List<PlannedOrder> orders = new ArrayList<>();
    int count = Rhythm.orders(weather, random);
    for (int nth = 1; nth <= count; nth++) {
      String key = weather.day() + "/" + nth;
      Channel channel = CHANNELS.draw(random).value();
      Instant at = Rhythm.time(weather.day(), channel, random);
      if (channel == Channel.PHONE && Chance.happens(ANSWERED_DIRECTLY, random)) {
        orders.add(planner.answered(planner.contact(key, at, channel, Asker.ANY, random), random));
      } else {
        orders.addAll(dispatched(key, at, channel));
      }
    }
    return orders;
  }

  /** One order, or two if the second is merged into the first. */
  private List<PlannedOrder> dispatched(String key, Instant at, Channel channel) {
    Wish wish = (channel == Channel.VISIT ? elders : everybodys).draw(random);
    boolean emergency = wish.pace() == Pace.EMERGENCY;
    Contact contact =
        planner.contact(key, at, emergency ? Channel.PHONE : channel, wish.asker(), random);
    Outcome outcome = emergency ? Outcome.RESOLVED_AND_CLOSED : OUTCOMES.draw(random).value();
    if (outcome != Outcome.MERGED) {
      return List.of(planner.dispatched(contact, wish, outcome, false, random));
    }
    Contact again = planner.again(contact, at.plus(Chance.minutes(3, 12, random)), random);
    return List.of(
        planner.dispatched(contact, wish, Outcome.RESOLVED_AND_CLOSED, false, random),
        planner.duplicate(again, wish, key, random));
  }
}
