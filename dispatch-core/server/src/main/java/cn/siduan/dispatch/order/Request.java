package cn.siduan.dispatch.order;

/** What a provider has asked for and somebody has yet to grant. */
public enum Request {
  /** 退单 */
  RETURN,
  /** 挂起 */
  SUSPENSION,
  /** 延期 */
  EXTENSION
}
