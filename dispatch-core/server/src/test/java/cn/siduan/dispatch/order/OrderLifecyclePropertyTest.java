package cn.siduan.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Random sequences of commands by random people: whatever they try, the order stays one that DOMAIN
 * knows.
 */
class OrderLifecyclePropertyTest {

  private static final Instant START = Instant.parse("2026-03-11T02:00:00Z");
  private static final Map<TaskState, Set<TaskState>> TASK_MOVES = new EnumMap<>(TaskState.class);
  private static final Map<OrderState, Set<OrderState>> ORDER_MOVES =
      new EnumMap<>(OrderState.class);

  static {
    Set<TaskState> working =
        EnumSet.of(
            TaskState.ACCEPTED,
            TaskState.SCHEDULED,
            TaskState.EN_ROUTE,
            TaskState.ON_SITE,
            TaskState.IN_PROGRESS);
    moves(TaskState.PENDING_DISPATCH, TaskState.OFFERED, TaskState.WITHDRAWN);
    moves(TaskState.OFFERED, TaskState.PENDING_DISPATCH, TaskState.ACCEPTED, TaskState.WITHDRAWN);
    moves(
        TaskState.ACCEPTED,
        TaskState.SCHEDULED,
        TaskState.EN_ROUTE,
        TaskState.PENDING_DISPATCH,
        TaskState.SUSPENDED,
        TaskState.WITHDRAWN);
    moves(
        TaskState.SCHEDULED,
        TaskState.EN_ROUTE,
        TaskState.PENDING_DISPATCH,
        TaskState.SUSPENDED,
        TaskState.WITHDRAWN);
    moves(
        TaskState.EN_ROUTE,
        TaskState.ON_SITE,
        TaskState.CANNOT_COMPLETE,
        TaskState.SUSPENDED,
        TaskState.PENDING_DISPATCH,
        TaskState.WITHDRAWN);
    moves(
        TaskState.ON_SITE,
        TaskState.IN_PROGRESS,
        TaskState.CANNOT_COMPLETE,
        TaskState.SUSPENDED,
        TaskState.PENDING_DISPATCH,
        TaskState.WITHDRAWN);
    moves(
        TaskState.IN_PROGRESS,
        TaskState.RESOLVED,
        TaskState.CANNOT_COMPLETE,
        TaskState.SUSPENDED,
        TaskState.PENDING_DISPATCH,
        TaskState.WITHDRAWN);
    Set<TaskState> fromSuspended = EnumSet.of(TaskState.PENDING_DISPATCH, TaskState.WITHDRAWN);
    fromSuspended.addAll(working);
    TASK_MOVES.put(TaskState.SUSPENDED, fromSuspended);
    moves(TaskState.RESOLVED);
    moves(TaskState.CANNOT_COMPLETE);
    moves(TaskState.WITHDRAWN);
    ORDER_MOVES.put(
        OrderState.RECEIVED,
        EnumSet.of(
            OrderState.IN_PROGRESS, OrderState.CANCELLED, OrderState.CLOSED, OrderState.MERGED));
    ORDER_MOVES.put(
        OrderState.REOPENED,
        EnumSet.of(
            OrderState.IN_PROGRESS, OrderState.CANCELLED, OrderState.CLOSED, OrderState.MERGED));
    ORDER_MOVES.put(
        OrderState.IN_PROGRESS,
        EnumSet.of(OrderState.FOLLOW_UP, OrderState.CANCELLED, OrderState.MERGED));
    ORDER_MOVES.put(OrderState.FOLLOW_UP, EnumSet.of(OrderState.CLOSED, OrderState.REOPENED));
    ORDER_MOVES.put(OrderState.CLOSED, EnumSet.of(OrderState.REOPENED));
    ORDER_MOVES.put(OrderState.CANCELLED, EnumSet.noneOf(OrderState.class));
    ORDER_MOVES.put(OrderState.MERGED, EnumSet.of(OrderState.RECEIVED, OrderState.REOPENED));
  }

  private static void moves(TaskState from, TaskState... to) {
    TASK_MOVES.put(from, to.length == 0 ? EnumSet.noneOf(TaskState.class) : EnumSet.of(to[0], to));
  }

  record Step(OrderCommand command, Actor actor) {}

  @Property(tries = 2000)
  void every_path_is_legal_and_the_state_is_the_fold_of_the_events(
      @ForAll("steps") List<Step> steps) {
    By opener = by(Actor.staff(Role.OPERATOR, 1, "坐席"), 0);
    List<OrderEvent> events = new ArrayList<>();
    List<By> bys = new ArrayList<>();
    Order order =
        run(null, new OrderCommand.Open(intake(1), List.of(5L), null), opener, events, bys);
    int minute = 1;
    for (Step step : steps) {
      order = run(order, step.command(), by(step.actor(), minute++), events, bys);
    }
    @Nullable Order folded = null;
    for (int i = 0; i < events.size(); i++) {
      folded = OrderFold.apply(folded, events.get(i), bys.get(i));
    }
    assertThat(folded).isEqualTo(order);
    assertThat(order.version()).isEqualTo(events.size());
  }

  private static Order run(
      @Nullable Order before, OrderCommand command, By by, List<OrderEvent> events, List<By> bys) {
    return switch (OrderLifecycle.decide(before, command, by)) {
      case Decision.Refused _ -> java.util.Objects.requireNonNull(before);
      case Decision.Accepted a -> {
        @Nullable Order at = before;
        for (OrderEvent event : a.events()) {
          Order next = OrderFold.apply(at, event, by);
          checkMove(at, next, event);
          at = next;
          bys.add(by);
        }
        events.addAll(a.events());
        checkInvariants(a.order());
        yield a.order();
      }
    };
  }

  private static void checkMove(@Nullable Order before, Order after, OrderEvent event) {
    if (before == null) {
      return;
    }
    if (before.state() != after.state()) {
      assertThat(ORDER_MOVES.get(before.state())).as(event.toString()).contains(after.state());
    }
    for (Task task : before.tasks()) {
      TaskState now = after.getTask(task.no()).state();
      if (now != task.state()) {
        assertThat(TASK_MOVES.get(task.state())).as(event.toString()).contains(now);
      }
    }
  }

  private static void checkInvariants(Order order) {
    for (Task task : order.tasks()) {
      long active =
          order.assignments().stream()
              .filter(a -> a.taskNo() == task.no() && a.endedAt() == null)
              .count();
      assertThat(active).as("assignments of %s", task).isEqualTo(task.state().isAssigned() ? 1 : 0);
      assertThat(order.pendingOffers(task.no()).isEmpty())
          .as("pending offers of %s", task)
          .isEqualTo(task.state() != TaskState.OFFERED);
    }
    for (Task task : order.tasks()) {
      assertThat(task.requestedDays() != null)
          .as("days are asked for while an extension is: %s", task)
          .isEqualTo(task.requested() == Request.EXTENSION);
      assertThat(task.extendedDays()).isBetween(0, 120);
    }
    if (order.state() == OrderState.CANCELLED || order.state() == OrderState.CLOSED) {
      assertThat(order.tasks()).allMatch(t -> t.state().isOver());
      assertThat(order.closedAt()).isNotNull();
    }
    if (order.state() == OrderState.FOLLOW_UP) {
      assertThat(order.currentTasks()).isNotEmpty().allMatch(t -> t.state().isOver());
    }
    if (order.state().isBeingHandled()) {
      assertThat(order.currentTasks())
          .as("somebody can still work on it")
          .anyMatch(t -> !t.state().isOver());
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> task = Arbitraries.integers().between(1, 3);
    Arbitrary<Integer> offer = Arbitraries.integers().between(1, 4);
    Arbitrary<OrderCommand> onTask =
        Combinators.combine(task, offer, Arbitraries.integers().between(0, 18))
            .as(OrderLifecyclePropertyTest::taskCommand);
    Arbitrary<OrderCommand> onOrder =
        Arbitraries.of(
            new OrderCommand.Cancel("不要了"),
            new OrderCommand.AnswerDirectly("答复"),
            new OrderCommand.Reopen("又坏了"),
            new OrderCommand.Unmerge("分开"),
            new OrderCommand.Merge(other(), "同一件事"),
            new OrderCommand.AddTask(7),
            new OrderCommand.Chase("快点"),
            new OrderCommand.Supervise("盯紧", START.plusSeconds(7200)),
            new OrderCommand.SplitOff(List.of(2), 99, "两件事"),
            new OrderCommand.FollowUp(true, Satisfaction.SATISFIED, ""),
            new OrderCommand.FollowUp(false, null, ""),
            new OrderCommand.CloseWithoutFollowUp("抽样未中"));
    Arbitrary<OrderCommand> command =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(12, onTask), net.jqwik.api.Tuple.of(1, onOrder));
    return Combinators.combine(command, actors()).as(Step::new).list().ofMaxSize(60);
  }

  private static Arbitrary<Actor> actors() {
    return Arbitraries.of(
        Actor.staff(Role.OPERATOR, 1, "坐席"),
        Actor.staff(Role.SUPERVISOR, 2, "班长"),
        Actor.SYSTEM,
        Actor.dispatcher(3, "调度甲", 31),
        Actor.dispatcher(3, "调度甲", 31),
        Actor.dispatcher(4, "调度乙", 41),
        Actor.worker(5, "师傅", 31, 51),
        Actor.resident(6, "居民", "13900000001"),
        Actor.staff(Role.VISITOR, 7, "上门人员"));
  }

  private static OrderCommand taskCommand(int task, int offer, int kind) {
    Instant soon = START.plusSeconds(kind % 2 == 0 ? 1200 : 36000);
    return switch (kind) {
      case 0, 1 -> new OrderCommand.OfferTask(task, List.of(31L), OfferMode.DIRECT, soon, null);
      case 2 ->
          new OrderCommand.OfferTask(task, List.of(31L, 41L), OfferMode.BROADCAST, soon, "人工");
      case 3, 4 -> new OrderCommand.AcceptOffer(task, offer, 51L);
      case 5 -> new OrderCommand.DeclineOffer(task, offer, "忙");
      case 6 -> new OrderCommand.ExpireOffer(task, offer);
      case 7 -> new OrderCommand.RevokeOffer(task, offer, "撤回");
      case 8 -> new OrderCommand.ScheduleVisit(task, soon);
      case 9 -> new OrderCommand.Depart(task);
      case 10 -> new OrderCommand.Arrive(task, null, null);
      case 11 -> new OrderCommand.StartWork(task);
      case 12 -> new OrderCommand.ResolveTask(task, "好了");
      case 13 -> new OrderCommand.CannotComplete(task, "没人在家");
      case 14 -> new OrderCommand.RequestReturn(task, "做不了");
      case 15 -> new OrderCommand.RequestSuspension(task, "等配件");
      case 16 -> new OrderCommand.Grant(task, offer, 10);
      case 17 -> new OrderCommand.RequestExtension(task, 2, "等配件");
      default -> new OrderCommand.ResumeTask(task);
    };
  }

  private static Order other() {
    return OrderFold.apply(
        null, new OrderEvent.OrderOpened(intake(2)), by(Actor.staff(Role.OPERATOR, 1, "坐席"), 0));
  }

  private static Intake intake(long id) {
    return new Intake(
        id,
        Channel.PHONE,
        Tier.DISTRICT,
        Priority.NORMAL,
        5,
        1,
        6L,
        8L,
        "居民",
        "13900000001",
        "3号楼",
        9,
        null,
        null,
        "打扫",
        Json.object(),
        null,
        null,
        List.of(),
        "token" + id,
        UUID.nameUUIDFromBytes(new byte[] {1}));
  }

  private static By by(Actor actor, int minute) {
    Instant now = START.plusSeconds(60L * minute);
    return new By(actor, Channel.PHONE, Tier.DISTRICT, now, now);
  }
}
