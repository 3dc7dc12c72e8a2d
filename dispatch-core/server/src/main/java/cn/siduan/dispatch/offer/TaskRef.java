package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.workqueue.WorkItem;
import org.jspecify.annotations.Nullable;

/**
 * Payload of work on a task.
 *
 * @param offerNo whose time runs out
 * @param step of the ladder whose time runs out
 */
record TaskRef(
    What what, long orderId, int taskNo, @Nullable Integer offerNo, @Nullable Integer step) {

  enum What {
    PLACE,
    EXPIRE,
    ESCALATE
  }

  static TaskRef of(WorkItem item) {
    return Json.as(item.payload(), TaskRef.class);
  }

  static String subject(long orderId, int taskNo) {
    return "order/" + orderId + "/task/" + taskNo;
  }
}
