package cn.siduan.demo.plan;

import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.demand.Rhythm;
import cn.siduan.demo.demand.Weather;
import cn.siduan.demo.demand.Wish;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What the district's residents ask for in the ninety days up to a moment. */
public final class OrderPlan {

  public static final int DAYS = 90;

  /** Away from the random numbers of the district itself. */
  private static final long OF_ITS_OWN = 0x5D0A;

  private OrderPlan() {}

  /**
   * In the order of time. The same district and moment give the same orders.
   *
   * @param now nothing later than this is planned
   */
  public static Stream<PlannedOrder> plan(DemoDistrict district, Instant now) {
    SplittableRandom random = new SplittableRandom(district.seed() ^ OF_ITS_OWN);
    PlanOrders planner = new PlanOrders(district, random.split());
    List<Wish> wishes = Wish.readAll();
    long showcase = random.nextLong();
    LocalDate first = LocalDate.ofInstant(now, Rhythm.ZONE).minusDays(DAYS - 1L);
    List<Weather> weather = Weather.spell(first, DAYS, random.split());
    return Stream.concat(
            weather.stream()
                .flatMap(
                    day -> new PlanDay(planner, wishes, day, random.split()).orders().stream()),
            new Showcase(planner, wishes, now, showcase).orders())
        .filter(order -> !order.at().isAfter(now))
        .map(order -> order.upTo(now))
        .sorted(Comparator.comparing(PlannedOrder::at));
  }
}
