package cn.siduan.demo.plan;

import static cn.siduan.demo.Districts.DISTRICT;
import static cn.siduan.demo.Districts.NOW;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.config.CatalogueFile;
import cn.siduan.demo.demand.Rhythm;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskState;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderPlanTest {

  private static final List<PlannedOrder> ORDERS = OrderPlan.plan(DISTRICT, NOW).toList();

  @Test
  void the_same_district_and_moment_give_the_same_orders() {
    assertThat(OrderPlan.plan(DISTRICT, NOW).toList().equals(ORDERS)).isTrue();
  }

  @Test
  void there_are_about_two_thousand_orders_a_month() {
    assertThat(ORDERS.size() / 3).isBetween(1_900, 2_200);
  }

  @Test
  void nothing_lies_in_the_future_and_nothing_over_ninety_days_back() {
    assertThat(ORDERS)
        .allMatch(o -> !o.at().isAfter(NOW))
        .allMatch(o -> Duration.between(o.at(), NOW).toDays() < OrderPlan.DAYS)
        .allMatch(o -> o.steps().stream().noneMatch(s -> s.at().isAfter(NOW)));
  }

  @Test
  void every_other_order_comes_by_telephone() {
    Map<Channel, Long> channels =
        ORDERS.stream().collect(groupingBy(PlannedOrder::channel, counting()));
    assertThat(channels).containsOnlyKeys(Channel.PHONE, Channel.WEB, Channel.APP, Channel.VISIT);
    assertThat(share(channels.get(Channel.PHONE))).isBetween(0.52, 0.60);
  }

  @Test
  void three_quarters_of_the_calls_are_answered_directly() {
    List<PlannedOrder> calls = ORDERS.stream().filter(o -> o.channel() == Channel.PHONE).toList();
    long answered = calls.stream().filter(o -> o.outcome() == Outcome.DIRECT_ANSWER).count();
    assertThat((double) answered / calls.size()).isBetween(0.68, 0.78);
    assertThat(ORDERS)
        .filteredOn(o -> o.outcome() == Outcome.DIRECT_ANSWER)
        .allMatch(o -> o.channel() == Channel.PHONE);
  }

  @Test
  void the_day_has_a_peak_in_the_morning_and_one_in_the_afternoon() {
    Map<Integer, Long> hours =
        ORDERS.stream()
            .collect(
                groupingBy(o -> LocalTime.ofInstant(o.at(), Rhythm.ZONE).getHour(), counting()));
    assertThat(hours.get(9)).isGreaterThan(hours.get(12)).isGreaterThan(hours.get(8));
    assertThat(hours.get(15)).isGreaterThan(hours.get(12)).isGreaterThan(hours.get(18));
    assertThat(hours.getOrDefault(3, 0L)).isLessThan(50);
  }

  @Test
  void mondays_are_busier_than_sundays() {
    Map<DayOfWeek, Long> week =
        ORDERS.stream()
            .collect(groupingBy(o -> o.at().atZone(Rhythm.ZONE).getDayOfWeek(), counting()));
    assertThat(week.get(DayOfWeek.MONDAY)).isGreaterThan(week.get(DayOfWeek.SUNDAY) * 3 / 2);
  }

  @Test
  void every_step_is_one_that_the_lifecycle_accepts() {
    assertThat(replayed(ORDERS)).hasSameSizeAs(ORDERS);
  }

  @Test
  void orders_of_the_last_days_are_in_every_state() {
    assertInEveryState(ORDERS, NOW);
  }

  @Test
  void in_the_middle_of_the_night_they_are_in_every_state_too() {
    Instant night = Instant.parse("2028-02-28T19:15:00Z");
    DemoDistrict other = DemoDistrict.generate(42, LocalDate.of(2028, 2, 29));
    assertInEveryState(OrderPlan.plan(other, night).toList(), night);
  }

  @Test
  void every_outcome_occurs() {
    assertThat(ORDERS).extracting(PlannedOrder::outcome).contains(Outcome.values());
  }

  @Test
  void emergencies_are_the_items_that_the_catalogue_calls_so() {
    Set<String> emergencies =
        Set.copyOf(
            CatalogueFile.items().stream()
                .filter(i -> i.path("service_level").asText().equals("EMERGENCY"))
                .map(i -> i.path("code").asText())
                .toList());
    assertThat(ORDERS)
        .filteredOn(o -> o.outcome() != Outcome.DIRECT_ANSWER)
        .allMatch(o -> emergencies.contains(o.item()) == (o.priority() == Priority.EMERGENCY));
    assertThat(ORDERS).filteredOn(o -> o.priority() == Priority.EMERGENCY).isNotEmpty();
  }

  @Test
  void whoever_books_books_a_full_or_half_hour() {
    assertThat(ORDERS)
        .filteredOn(o -> o.bookedFor() != null)
        .isNotEmpty()
        .allMatch(o -> LocalTime.ofInstant(o.bookedFor(), Rhythm.ZONE).getMinute() % 30 == 0);
  }

  @Test
  void only_providers_of_the_item_are_asked() {
    Map<String, List<String>> items =
        DISTRICT.providers().stream().collect(toMap(p -> p.code(), p -> p.items()));
    assertThat(ORDERS)
        .allSatisfy(
            order ->
                assertThat(order.steps())
                    .filteredOn(Step.Offered.class::isInstance)
                    .flatExtracting(step -> ((Step.Offered) step).providers())
                    .allMatch(code -> items.get(code).contains(order.item())));
  }

  private static void assertInEveryState(List<PlannedOrder> plans, Instant now) {
    List<Order> last =
        replayed(plans).stream()
            .filter(o -> o.updatedAt().isAfter(now.minus(Duration.ofDays(3))))
            .toList();
    assertThat(last).extracting(Order::state).contains(OrderState.values());
    assertThat(last.stream().flatMap(o -> o.tasks().stream()))
        .extracting(Task::state)
        .contains(TaskState.values());
  }

  private static List<Order> replayed(List<PlannedOrder> plans) {
    Map<String, PlannedOrder> byKey = plans.stream().collect(toMap(PlannedOrder::key, p -> p));
    return plans.stream().map(plan -> ReplayOrder.replay(plan, 1_000_001, byKey)).toList();
  }

  private static double share(long count) {
    return (double) count / ORDERS.size();
  }
}
