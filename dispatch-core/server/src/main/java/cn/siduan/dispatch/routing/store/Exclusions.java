package cn.siduan.dispatch.routing.store;

import cn.siduan.dispatch.order.Assignment;
import cn.siduan.dispatch.order.Offer;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.routing.Out;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who must not get a task whatever else speaks for them. */
public final class Exclusions {

  private Exclusions() {}

  /** By the task's own history: who was asked before, and who had it. */
  public static Map<Long, Out> of(Order order, Task task) {
    Map<Long, Out> out = new HashMap<>();
    for (Offer offer : order.offers()) {
      if (offer.taskNo() == task.no()) {
        reason(offer).ifPresent(reason -> out.put(offer.providerId(), reason));
      }
    }
    for (Assignment assignment : order.assignments()) {
      if (assignment.taskNo() == task.no()) {
        out.put(assignment.providerId(), Out.of(Out.Reason.RETURNED));
      }
    }
    return out;
  }

  private static Optional<Out> reason(Offer offer) {
    return switch (offer.state()) {
      case DECLINED -> Optional.of(Out.declined(Objects.requireNonNullElse(offer.reason(), "")));
      case EXPIRED -> Optional.of(Out.of(Out.Reason.LET_EXPIRE));
      case REVOKED -> Optional.of(Out.of(Out.Reason.REVOKED));
      case PENDING -> Optional.of(Out.of(Out.Reason.ASKED_NOW));
      // somebody else was quicker: that says nothing against this one
      case ACCEPTED, SUPERSEDED -> Optional.empty();
    };
  }

  /** Those the resident does not want again. */
  public static Map<Long, Out> ofResident(Handle handle, @Nullable Long residentId) {
    Map<Long, Out> out = new HashMap<>();
    if (residentId != null) {
      handle
          .createQuery("select provider_id from provider_exclusion where resident_id = :id")
          .bind("id", residentId)
          .mapTo(Long.class)
          .forEach(id -> out.put(id, Out.of(Out.Reason.RESIDENT_OBJECTS)));
    }
    return out;
  }
}
