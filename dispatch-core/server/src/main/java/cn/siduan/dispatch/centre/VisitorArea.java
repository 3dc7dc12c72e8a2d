package cn.siduan.dispatch.centre;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The area whose households and residents the caller knows of. A visitor knows those of the own
 * centre and all below it, one without a centre nobody; the centre's staff are asked by the whole
 * district.
 */
public final class VisitorArea {

  /** No centre has this id. */
  private static final long NOWHERE = -1;

  private VisitorArea() {}

  /** The centre at its top; null if nothing is hidden from the caller. */
  public static @Nullable Long of(Actor actor) {
    return actor.role() == Role.VISITOR
        ? Objects.requireNonNullElse(actor.centreId(), NOWHERE)
        : null;
  }

  public static boolean holds(Handle handle, Actor actor, @Nullable Long centreId) {
    Long area = of(actor);
    return area == null
        || handle
            .createQuery(
                """
                select exists (select 1 from centre c join centre top on c.path like top.path || '%'
                               where c.id = :centre and top.id = :area)\
                """)
            .bind("centre", centreId)
            .bind("area", area)
            .mapTo(Boolean.class)
            .one();
  }

  /** Whoever belongs to no household belongs to no area. */
  public static boolean holdsHousehold(Handle handle, Actor actor, @Nullable Long householdId) {
    Long area = of(actor);
    return area == null
        || handle
            .createQuery(
                """
                select exists (select 1 from household h join centre c on c.id = h.centre_id
                                 join centre top on c.path like top.path || '%'
                               where h.id = :household and top.id = :area)\
                """)
            .bind("household", householdId)
            .bind("area", area)
            .mapTo(Boolean.class)
            .one();
  }
}
