package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;

/** Tells the emergency contacts of whoever is in danger, with the transaction. */
public interface EmergencyCall {
  void call(Tx tx, Order order, Instant at);
}
