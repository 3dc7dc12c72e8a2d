package cn.siduan.dispatch.calls.outbound;

/** Why the centre calls; in the order in which they go. */
public enum Purpose {
  /** 派单: a provider without a screen. */
  OFFER(false),
  /** 关爱电话 */
  CHECK_IN(true),
  /** 回访 */
  FOLLOW_UP(true);

  private final boolean residents;

  Purpose(boolean residents) {
    this.residents = residents;
  }

  /** Residents are not called at night. */
  boolean keepsHours() {
    return residents;
  }
}
