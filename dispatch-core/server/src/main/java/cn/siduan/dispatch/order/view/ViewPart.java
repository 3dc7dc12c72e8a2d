package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jdbi.v3.core.Handle;

/** What a follower of orders adds to the view of an order, or of a task, when it is read. */
public interface ViewPart {
  void addTo(ObjectNode view, Handle handle, Actor actor, Order order);
}
