package cn.siduan.dispatch.order;

public enum TaskRole {
  /** 主办 */
  LEAD,
  /** 协办 */
  ASSIST
}
