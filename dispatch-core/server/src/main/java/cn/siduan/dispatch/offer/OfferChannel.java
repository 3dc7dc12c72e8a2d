package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderEvent.TaskOffered;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;

/**
 * A way of telling a provider without a screen of an offer, and of hearing the answer: by webhook,
 * by telephone. What has to be told is written with the offer.
 */
public interface OfferChannel {

  /**
   * @param link with which whoever has it may answer this offer, once
   */
  void bring(Tx tx, Order order, TaskOffered offer, String link, Instant at);
}
