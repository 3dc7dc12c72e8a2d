package cn.siduan.contract;

/** The channel by which something reached us; the first four are the 四端. */
public enum Channel {
  WEB,
  APP,
  PHONE,
  VISIT,
  OPEN_API,
  /** Nobody asked from outside: a clock, the router. */
  SYSTEM
}
