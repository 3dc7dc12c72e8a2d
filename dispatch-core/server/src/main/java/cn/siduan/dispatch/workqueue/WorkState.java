package cn.siduan.dispatch.workqueue;

/** Where a piece of work is. */
public enum WorkState {
  WAITING,
  TAKEN,
  DONE,
  /** Failed too often: somebody has to look. */
  DEAD
}
