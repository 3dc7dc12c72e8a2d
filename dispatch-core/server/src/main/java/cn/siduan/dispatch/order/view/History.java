package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The history of an order, event by event. */
final class History {

  /**
   * What colleagues say among themselves, and who else was asked, is not for those outside the
   * centre.
   */
  private static final Set<String> INTERNAL =
      Set.of(
          "NoteAdded",
          "EvidenceKept",
          "Supervised",
          "TaskOffered",
          "OfferDeclined",
          "OfferExpired",
          "OfferRevoked",
          "OfferSuperseded",
          "ClockBreached",
          "BreachEscalated",
          "ServiceLevelChanged",
          "ReturnRequested",
          "ReturnApproved",
          "ReturnRefused",
          "ExtensionRequested",
          "ExtensionRefused",
          "TaskReassigned");

  private History() {}

  static List<JsonNode> of(Handle handle, Order order, Actor actor) {
    boolean everything = actor.role().isCentreStaff();
    return handle
        .createQuery(
            """
            select to_jsonb(e) - 'order_id' from order_event e
            where order_id = :id and (:all or type <> all(:internal)) order by seq\
            """)
        .bind("id", order.id())
        .bind("all", everything)
        .bindArray("internal", String.class, INTERNAL.toArray())
        .mapTo(String.class)
        .map(Json::tree)
        .map(e -> everything ? e : withoutIds((ObjectNode) e))
        .list();
  }

  private static JsonNode withoutIds(ObjectNode event) {
    return event.without(List.of("actor_id", "request_id"));
  }
}
