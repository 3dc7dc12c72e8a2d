package cn.siduan.dispatch.order;

/** 满意度, as asked at follow-up. */
public enum Satisfaction {
  /** 满意 */
  SATISFIED,
  /** 基本满意 */
  FAIRLY_SATISFIED,
  /** 不满意 */
  DISSATISFIED
}
