package cn.siduan.dispatch.calls;

/** What an operator is doing. */
public enum PresenceState {
  OFFLINE,
  AVAILABLE,
  /** A telephone rings, or a caller is dialled, for one call. */
  RESERVED,
  TALKING,
  /** 话后处理: filing what was said. */
  WRAP_UP,
  /** 示忙, with a reason. */
  PAUSED
}
