package cn.siduan.demo.plan;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.demo.people.Household;
import cn.siduan.demo.people.Resident;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order somebody will make, and what will be done to it.
 *
 * @param key unique in the plan; the number it will get is not known yet
 * @param takenBy login of the operator or visitor who took it; null if the resident ordered on a
 *     screen
 * @param contactName whom to ring, the resident or a relative
 * @param bookedFor the time booked, of items by appointment
 * @param steps in the order of time
 */
public record PlannedOrder(
    String key,
    Instant at,
    Channel channel,
    Priority priority,
    String item,
    Resident resident,
    Household household,
    String contactName,
    String contactPhone,
    @Nullable String takenBy,
    String summary,
    @Nullable Instant bookedFor,
    Outcome outcome,
    List<Step> steps) {

  static PlannedOrder of(
      Contact contact,
      Priority priority,
      String item,
      String summary,
      Outcome outcome,
      List<Step> steps) {
    return new PlannedOrder(
        contact.key(),
        contact.at(),
        contact.channel(),
        priority,
        item,
        contact.caller().resident(),
        contact.caller().household(),
        contact.caller().contactName(),
        contact.caller().contactPhone(),
        contact.takenBy(),
        summary,
        null,
        outcome,
        steps);
  }

  PlannedOrder bookedForFirstVisit() {
    Instant when =
        steps.stream()
            .flatMap(s -> s instanceof Step.VisitScheduled v ? Stream.of(v.when()) : Stream.of())
            .findFirst()
            .orElse(null);
    return with(when, outcome, steps);
  }

  /** As it stands at that moment. */
  PlannedOrder upTo(Instant now) {
    List<Step> past = steps.stream().filter(s -> !s.at().isAfter(now)).toList();
    if (past.size() == steps.size()) {
      return this;
    }
    boolean resolved = !past.isEmpty() && past.getLast() instanceof Step.Resolved;
    return with(
        bookedFor, resolved ? Outcome.RESOLVED_AWAITING_FOLLOW_UP : Outcome.IN_PROGRESS, past);
  }

  private PlannedOrder with(@Nullable Instant bookedFor, Outcome outcome, List<Step> steps) {
    return new PlannedOrder(
        key,
        at,
        channel,
        priority,
        item,
        resident,
        household,
        contactName,
        contactPhone,
        takenBy,
        summary,
        bookedFor,
        outcome,
        steps);
  }
}
