package cn.siduan.dispatch.routing.store;

import cn.siduan.contract.Priority;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.OfferMode;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.routing.Field;
import cn.siduan.dispatch.routing.Out;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.ProviderCard;
import cn.siduan.dispatch.routing.Question;
import cn.siduan.dispatch.routing.RoutingDecision;
import cn.siduan.dispatch.routing.RoutingPolicy;
import cn.siduan.dispatch.routing.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Puts the question to {@link RoutingPolicy}: gathers what there is to know of a task. */
public final class Router {

  /** For looking, not for asking. */
  public static final Step.Ask ANYBODY =
      new Step.Ask(OfferMode.BROADCAST, Duration.ZERO, 1, 1, null);

  private final CatalogueDirectory catalogue;
  private final CentreDirectory centres;
  private final Providers providers;
  private final Policies policies;
  private final ZoneId zone;

  /**
   * @param zone of the district, for the day on which a certificate expires
   */
  public Router(
      CatalogueDirectory catalogue,
      CentreDirectory centres,
      Providers providers,
      Policies policies,
      ZoneId zone) {
    this.catalogue = catalogue;
    this.centres = centres;
    this.providers = providers;
    this.policies = policies;
    this.zone = zone;
  }

  /** The policy in force for a task; an emergency's is not its item's to say. */
  public Policy policy(Order order, Task task) {
    return order.intake().priority() == Priority.EMERGENCY
        ? policies.emergency()
        : policies.forItem(item(task.itemId()).routingPolicy());
  }

  public RoutingDecision decide(
      Handle handle, Order order, Task task, Policy policy, Step.Ask step, Instant now) {
    Field field = field(order, task, step.reach());
    Question question = question(handle, order, task, Exclusions.of(order, task), now);
    return RoutingPolicy.decide(
        question, field, Standings.of(handle, ids(field), now), policy, step.size());
  }

  public Field field(Order order, Task task, @Nullable Tier reach) {
    Long within =
        reach == null
            ? null
            : findAbove(order.intake().centreId(), reach).map(Centre::id).orElse(null);
    return providers.index().find(task.itemId(), path(order.intake().centreId()), within);
  }

  /** The centre of a tier that a place belongs to. */
  public Optional<Centre> findAbove(long centreId, Tier tier) {
    return listAbove(centreId).stream().filter(c -> c.tier() == tier).findFirst();
  }

  /** A place's area and those above it, itself first. */
  public List<Centre> listAbove(long centreId) {
    return path(centreId).stream().flatMap(id -> centres.find(id).stream()).toList();
  }

  public Question question(
      Handle handle, Order order, Task task, Map<Long, Out> excluded, Instant at) {
    Intake in = order.intake();
    Map<Long, Out> out = Exclusions.ofResident(handle, in.residentId());
    out.putAll(excluded);
    return new Question(
        order.id(),
        task.no(),
        item(task.itemId()).skills(),
        in.latitude(),
        in.longitude(),
        at,
        LocalDate.ofInstant(at, zone),
        in.priority() == Priority.EMERGENCY,
        out,
        lastTime(handle, order, task));
  }

  /** Everybody whose standing matters for a decision on this field. */
  public static List<Long> ids(Field field) {
    return Stream.concat(
            field.serving().stream(), field.elsewhere().stream().map(Field.Elsewhere::card))
        .map(ProviderCard::id)
        .toList();
  }

  private List<Long> path(long centreId) {
    return centres.find(centreId).map(c -> Providers.upwards(c.path())).orElse(List.of(centreId));
  }

  private Item item(long itemId) {
    return catalogue
        .find(itemId)
        .orElseThrow(() -> new IllegalStateException("there is no item " + itemId));
  }

  private static Question.@Nullable LastTime lastTime(Handle handle, Order order, Task task) {
    Long household = order.intake().householdId();
    return household == null
        ? null
        : handle
            .createQuery(
                """
                select t.provider_id, w.id as worker_id
                from service_order o join task t on t.order_id = o.id and t.item_id = o.item_id
                left join worker w
                  on w.id = t.worker_id and w.provider_id = t.provider_id and w.retired_at is null
                where o.household_id = :household and o.item_id = :item and o.id < :id and t.state = 'RESOLVED'
                order by o.id desc, t.no desc limit 1\
                """)
            .bind("household", household)
            .bind("item", task.itemId())
            .bind("id", order.id())
            .map(
                (rs, _) ->
                    new Question.LastTime(rs.getLong(1), rs.getObject("worker_id", Long.class)))
            .findOne()
            .orElse(null);
  }
}
