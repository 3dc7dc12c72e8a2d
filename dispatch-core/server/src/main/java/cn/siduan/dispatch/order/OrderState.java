package cn.siduan.dispatch.order;

/** 服务单 states. */
public enum OrderState {
  /** 已受理 */
  RECEIVED,
  /** 办理中 */
  IN_PROGRESS,
  /** 待回访 */
  FOLLOW_UP,
  /** 归档 */
  CLOSED,
  /** 已取消 */
  CANCELLED,
  /** 已并单; can be undone */
  MERGED,
  /** 重办: received again under the same number, one round later */
  REOPENED;

  public boolean isOpen() {
    return this == RECEIVED || this == IN_PROGRESS || this == FOLLOW_UP || this == REOPENED;
  }

  /** Work on it may still be placed or going on. */
  public boolean isBeingHandled() {
    return this == RECEIVED || this == IN_PROGRESS || this == REOPENED;
  }
}
