package cn.siduan.dispatch.order;

/** 时限: what is promised of an order, each with a clock of its own. */
public enum ClockKind {
  /** 接单: a provider has accepted. */
  ACCEPT,
  /** 首次联系: the resident was spoken to, or the visit is arranged. */
  FIRST_CONTACT,
  /** 上门: somebody is at the door. */
  ARRIVE,
  /** 办结: the last task of the round is over. */
  RESOLVE,
  /** 反馈: the resident was told, or asked about the outcome. */
  FEEDBACK
}
