package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.centre.VisitorArea;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.view.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Open orders that may be the same matter: same item, from the same household or telephone. */
public final class Duplicates {

  private static final int MOST = 10;

  private Duplicates() {}

  /**
   * The centre and visitors ask for anybody; others would learn by it what a stranger has ordered.
   */
  public static boolean mayAskForAnybody(Actor actor) {
    return actor.role().isCentreStaff() || actor.role() == Role.VISITOR;
  }

  /** Whose household's orders may be compared; a system has none, whatever its own number. */
  public static @Nullable Long residentId(Actor actor, @Nullable Long given) {
    if (mayAskForAnybody(actor)) {
      return given;
    }
    return actor.role() == Role.RESIDENT ? Long.valueOf(actor.id()) : null;
  }

  /** The telephone whose orders may be compared. */
  public static String phone(Actor actor, @Nullable String given) {
    return Objects.requireNonNullElse(mayAskForAnybody(actor) ? given : actor.phone(), "");
  }

  /** What the caller may know of: a visitor not what lies outside the own area. */
  public static List<Summary> find(
      Handle handle,
      Actor actor,
      long itemId,
      @Nullable Long householdId,
      String phone,
      String itemName) {
    List<Long> ids =
        handle
            .createQuery(
                """
                select id from service_order
                where household_id = :household and item_id = :item
                  and state in ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED')
                union
                select id from service_order
                where contact_phone = :phone and :phone <> '' and item_id = :item
                  and state in ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED')
                order by id desc limit :most\
                """)
            .bind("household", householdId)
            .bind("item", itemId)
            .bind("phone", phone)
            .bind("most", MOST)
            .mapTo(Long.class)
            .list();
    return ids.isEmpty()
        ? List.of()
        : OrderStore.list(handle, ids).stream()
            .filter(o -> VisitorArea.holds(handle, actor, o.intake().centreId()))
            .sorted(Comparator.comparing(Order::id).reversed())
            .map(o -> Summary.of(o, itemName))
            .toList();
  }
}
