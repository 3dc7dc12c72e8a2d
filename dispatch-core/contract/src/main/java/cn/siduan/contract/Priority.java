package cn.siduan.contract;

/** The higher the ordinal, the sooner. */
public enum Priority {
  NORMAL,
  HIGH,
  /** Danger to life or property: skips the offer ladder. */
  EMERGENCY
}
