package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.notify.Compose.Occasion;
import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What supervisors and the provider are told of a promise that is about to be broken, or is;
 * written with the warning or the breach.
 */
public final class ClockMessages {

  /** How bad it is. */
  public enum Stage {
    NEAR,
    BROKEN,
    /** The district has it. */
    ESCALATED
  }

  /**
   * @param due a deadline that has moved is told of again
   */
  public record Alarm(Stage stage, ClockKind clock, int round, Instant due) {}

  private final Compose compose;
  private final CatalogueDirectory catalogue;

  ClockMessages(Compose compose, CatalogueDirectory catalogue) {
    this.compose = compose;
    this.catalogue = catalogue;
  }

  public void tell(Tx tx, Order order, Alarm alarm, Instant now) {
    Words words = words(order, alarm);
    Wording forSupervisors = forSupervisors(alarm.stage());
    compose.toSupervisors(tx, occasion(order, alarm, forSupervisors, now), forSupervisors, words);
    // that it went to the district as well is nothing new to the provider: the same key again
    Wording forProvider =
        alarm.stage() == Stage.NEAR ? Wording.DEADLINE_NEAR : Wording.DEADLINE_BROKEN;
    toProvider(tx, occasion(order, alarm, forProvider, now), alarm, forProvider, words);
  }

  private static Occasion occasion(Order order, Alarm alarm, Wording wording, Instant now) {
    String key =
        "order %d clock %d/%s %s %d"
            .formatted(
                order.id(), alarm.round(), alarm.clock(), wording, alarm.due().toEpochMilli());
    return new Occasion(order, key, now, null);
  }

  private static Wording forSupervisors(Stage stage) {
    return switch (stage) {
      case NEAR -> Wording.SUPERVISOR_DEADLINE_NEAR;
      case BROKEN -> Wording.SUPERVISOR_DEADLINE_BROKEN;
      case ESCALATED -> Wording.SUPERVISOR_DEADLINE_ESCALATED;
    };
  }

  /** Whoever has the lead task. */
  private void toProvider(Tx tx, Occasion occasion, Alarm alarm, Wording wording, Words words) {
    occasion.order().currentTasks().stream()
        .filter(t -> t.role() == TaskRole.LEAD && t.state().isAssigned())
        .map(Task::providerId)
        .filter(Objects::nonNull)
        .forEach(
            provider ->
                compose.toProvider(
                    tx,
                    occasion,
                    provider,
                    wording,
                    words,
                    Json.object()
                        .put("number", occasion.order().number().digits())
                        .put("clock", alarm.clock().name())
                        .put("due_at", alarm.due().toString())));
  }

  private Words words(Order order, Alarm alarm) {
    Optional<Item> item = catalogue.find(order.intake().itemId());
    return name(new Words(), alarm.clock())
        .put("number", order.number().digits())
        .put("item", item.map(Item::name).orElse(""), item.map(Item::nameEn).orElse(""))
        .time("time", alarm.due(), compose.texts().quietHours().zone());
  }

  private static Words name(Words words, ClockKind clock) {
    return switch (clock) {
      case ACCEPT -> words.put("clock", "接单", "acceptance");
      case FIRST_CONTACT -> words.put("clock", "首次联系", "first contact");
      case ARRIVE -> words.put("clock", "上门", "arrival");
      case RESOLVE -> words.put("clock", "办结", "resolution");
      case FEEDBACK -> words.put("clock", "反馈", "feedback");
    };
  }
}
