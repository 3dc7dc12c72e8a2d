package cn.siduan.dispatch.order;

/** 工单 states. */
public enum TaskState {
  /** 待派单 */
  PENDING_DISPATCH,
  /** 待接单 */
  OFFERED,
  /** 已接单 */
  ACCEPTED,
  /** 已预约 */
  SCHEDULED,
  /** 在途 */
  EN_ROUTE,
  /** 已到场 */
  ON_SITE,
  /** 服务中 */
  IN_PROGRESS,
  /** 挂起 */
  SUSPENDED,
  /** 已办结 */
  RESOLVED,
  /** 无法办理 */
  CANNOT_COMPLETE,
  /** 已撤回: its order was cancelled, answered directly or split */
  WITHDRAWN;

  /** A provider has it in hand. */
  public boolean isAssigned() {
    return switch (this) {
      case ACCEPTED, SCHEDULED, EN_ROUTE, ON_SITE, IN_PROGRESS, SUSPENDED -> true;
      case PENDING_DISPATCH, OFFERED, RESOLVED, CANNOT_COMPLETE, WITHDRAWN -> false;
    };
  }

  public boolean isUnplaced() {
    return this == PENDING_DISPATCH || this == OFFERED;
  }

  public boolean isOver() {
    return this == RESOLVED || this == CANNOT_COMPLETE || this == WITHDRAWN;
  }
}
