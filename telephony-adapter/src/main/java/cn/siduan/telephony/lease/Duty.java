package cn.siduan.telephony.lease;

/** What the owner of an Asterisk does, and nobody else. */
public interface Duty {

  /**
   * @param fence of the lease
   */
  void begin(long fence);

  /** Somebody else has it, or nobody. */
  void end();
}
