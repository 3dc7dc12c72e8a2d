package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What a follower of orders adds to the view of an order, or of a task, when it is read. */
public interface ViewPart {
  void addTo(ObjectNode view, Handle handle, Actor actor, Order order);

  /**
   * The same for a page of them, in as few questions to the database as can be.
   *
   * @param views by the order's id
   */
  default void addToPage(Map<Long, List<ObjectNode>> views, Handle handle, Actor actor) {}
}
