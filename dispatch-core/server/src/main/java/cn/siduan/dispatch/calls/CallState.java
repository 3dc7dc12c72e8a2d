package cn.siduan.dispatch.calls;

/** Where a call is. */
public enum CallState {
  /** In the queue, with music. */
  WAITING,
  /** In the queue, while an operator's telephone rings for it. */
  RINGING,
  TALKING,
  /** In the queue without the caller, who is to be called back. */
  CALL_BACK,
  /** The caller of a call-back is being dialled; an operator is reserved. */
  DIALLING,
  /** Asterisk looked after it while we were away: at a desk phone or by its voice mail. */
  ANSWERED,
  /** The caller gave up before somebody answered. */
  ABANDONED,
  ENDED;

  public boolean isQueued() {
    return this == WAITING || this == CALL_BACK;
  }
}
