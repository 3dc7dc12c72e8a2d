package cn.siduan.dispatch.notify;

import java.util.Set;

/** The messages this program asks for, and what it can say in them. */
enum Wording {
  ORDER_RECEIVED("number", "item", "link"),
  ORDER_ANSWERED("number", "link"),
  APPOINTMENT_BOOKED("number", "item", "time", "place"),
  PROVIDER_ACCEPTED("number", "provider"),
  VISIT_SCHEDULED("number", "provider", "worker", "time"),
  WORKER_EN_ROUTE("number", "worker"),
  ORDER_SUSPENDED("number"),
  ORDER_EXTENDED("number", "days"),
  ORDER_RESOLVED("number", "link"),
  ORDER_CANNOT_COMPLETE("number"),
  ORDER_REOPENED("number"),
  ORDER_CANCELLED("number"),
  ORDER_MERGED("number", "into"),
  LOGIN_CODE("code", "minutes"),
  OFFER("number", "item", "area", "time"),
  EMERGENCY_OFFER("number", "item", "area", "phone"),
  OFFER_WITHDRAWN("number"),
  TASK_CHASED("number"),
  DEADLINE_NEAR("number", "clock", "time"),
  DEADLINE_BROKEN("number", "clock"),
  SUPERVISOR_DEADLINE_NEAR("number", "item", "clock", "time"),
  SUPERVISOR_DEADLINE_BROKEN("number", "item", "clock"),
  SUPERVISOR_DEADLINE_ESCALATED("number", "item", "clock"),
  TASK_ASSIGNED("number", "item");

  // Set.of
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> placeholders;

  Wording(String... placeholders) {
    this.placeholders = Set.of(placeholders);
  }

  Set<String> placeholders() {
    return placeholders;
  }
}
