package cn.siduan.contract.call;

/** Where core and adapters find each other on the event bus. */
public final class CallAddresses {

  /** Every core node listens; each event reaches one of them, and its answer comes back. */
  public static final String EVENTS = "siduan.call-events";

  private CallAddresses() {}

  /** The adapter that owns an Asterisk listens here. */
  public static String commands(String asterisk) {
    return "siduan.call-commands." + asterisk;
  }
}
