package cn.siduan.demo.load;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.plan.PlannedOrder;
import cn.siduan.demo.plan.Step;
import cn.siduan.demo.provider.Worker;
import cn.siduan.demo.staff.Staff;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who does what, with the accounts they have. */
final class Actors {

  private final Ids ids;
  private final Map<String, Staff> byLogin;
  private final Map<Long, Staff> dispatchers;
  private final Map<Long, Worker> workers;
  private final List<Staff> operators;
  private final List<Staff> supervisors;

  Actors(DemoDistrict district, Ids ids) {
    this.ids = ids;
    byLogin =
        district.staff().stream().collect(Collectors.toMap(Staff::login, Function.identity()));
    dispatchers =
        district.staff().stream()
            .filter(s -> s.role() == Role.PROVIDER_DISPATCHER)
            .collect(
                Collectors.toMap(
                    s -> Ids.get(ids.providers(), Objects.requireNonNull(s.providerCode())),
                    Function.identity()));
    workers =
        district.workers().stream()
            .collect(Collectors.toMap(w -> Ids.get(ids.workers(), w.code()), Function.identity()));
    operators = ofRole(district, Role.OPERATOR);
    supervisors = ofRole(district, Role.SUPERVISOR);
  }

  private static List<Staff> ofRole(DemoDistrict district, Role role) {
    return district.staff().stream().filter(s -> s.role() == role).toList();
  }

  By opener(PlannedOrder plan) {
    String login = plan.takenBy();
    Actor actor =
        login == null ? resident(plan) : staff(Objects.requireNonNull(byLogin.get(login)));
    return by(actor, plan.channel(), plan.at());
  }

  /** Whoever does that step to the order as it stands. */
  By of(Step step, PlannedOrder plan, Order order) {
    Instant at = step.at();
    return switch (step) {
      case Step.Declined s -> dispatcher(Ids.get(ids.providers(), s.provider()), at);
      case Step.Accepted s -> dispatcher(Ids.get(ids.providers(), s.provider()), at);
      case Step.VisitScheduled _, Step.SuspensionRequested _, Step.ReturnRequested _ ->
          dispatcher(Objects.requireNonNull(task(order).providerId()), at);
      case Step.Departed _, Step.Arrived _, Step.Started _, Step.Resolved _, Step.NotCompleted _ ->
          worker(task(order), at);
      case Step.SuspensionGranted _, Step.Resumed _ ->
          by(staff(one(supervisors, order)), Channel.WEB, at);
      case Step.Offered _, Step.OfferExpired _, Step.ReturnGranted _ -> By.system(at);
      case Step.Cancelled _ when plan.takenBy() == null -> by(resident(plan), plan.channel(), at);
      case Step.Answered _,
          Step.Chased _,
          Step.FollowedUp _,
          Step.ClosedWithoutFollowUp _,
          Step.Cancelled _,
          Step.Merged _ ->
          operator(order, at);
    };
  }

  By operator(Order order, Instant at) {
    return by(staff(one(operators, order)), Channel.PHONE, at);
  }

  private By dispatcher(long providerId, Instant at) {
    Staff staff = Objects.requireNonNull(dispatchers.get(providerId));
    long account = Ids.get(ids.accounts(), staff.login());
    return by(Actor.dispatcher(account, staff.name(), providerId), Channel.WEB, at);
  }

  private By worker(Task task, Instant at) {
    long workerId = Objects.requireNonNull(task.workerId());
    Worker worker = Objects.requireNonNull(workers.get(workerId));
    long account = Ids.get(ids.accounts(), Ids.login(worker.code()));
    long providerId = Objects.requireNonNull(task.providerId());
    return by(Actor.worker(account, worker.name(), providerId, workerId), Channel.APP, at);
  }

  private Actor staff(Staff staff) {
    return new Actor(
        staff.role(),
        Ids.get(ids.accounts(), staff.login()),
        staff.name(),
        staff.role() == Role.VISITOR ? Tier.COMMUNITY : Tier.DISTRICT,
        centre(staff.centreCode()),
        null,
        null,
        null);
  }

  private @Nullable Long centre(@Nullable String code) {
    return code == null ? null : Ids.get(ids.centres(), code);
  }

  private Actor resident(PlannedOrder plan) {
    return Actor.resident(
        Ids.get(ids.residents(), plan.resident().code()),
        plan.resident().name(),
        plan.contactPhone());
  }

  private static Staff one(List<Staff> staff, Order order) {
    return staff.get((int) (order.id() % staff.size()));
  }

  private static Task task(Order order) {
    return order.tasks().getLast();
  }

  private static By by(Actor actor, Channel channel, Instant at) {
    return new By(actor, channel, actor.tier(), at, at);
  }
}
