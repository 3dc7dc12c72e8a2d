package cn.siduan.dispatch.order;

import java.util.List;

/** What comes of a command. */
public sealed interface Decision {

  /**
   * It is done by these events; none, if it had been done already.
   *
   * @param order the state they lead to
   */
  record Accepted(Order order, List<OrderEvent> events) implements Decision {}

  /** It is not done, and nothing changes. */
  record Refused(Refusal refusal) implements Decision {}
}
