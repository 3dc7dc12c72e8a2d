package cn.siduan.contract.call;

/** Where core and adapters find each other on the event bus. */
public final class CallAddresses {

  /** Every core node listens; each event reaches one of them, and its answer comes back. */
  public static final String EVENTS = "siduan.call-events";

  /** Adapters ask here for the lease of an Asterisk. */
  public static final String LEASES = "siduan.asterisk-leases";

  /** The owner of an Asterisk shows here what is going on in it. */
  public static final String SNAPSHOTS = "siduan.asterisk-snapshots";

  /** Adapters ask here, again and again, which prompts people recorded themselves. */
  public static final String PROMPTS = "siduan.prompts";

  private CallAddresses() {}

  /**
   * The adapter that owns an Asterisk under this fence listens here, so that what is meant for the
   * owner never reaches one that was fenced out.
   *
   * @param fence 0 for an Asterisk nobody ever asked a lease for
   */
  public static String commands(String asterisk, long fence) {
    return fence == 0 ? commands(asterisk) : commands(asterisk) + "." + fence;
  }

  /** The adapter listens here whose Asterisk is its own without asking. */
  public static String commands(String asterisk) {
    return "siduan.call-commands." + asterisk;
  }

  /** The owner of an Asterisk takes the secrets of its browser phones here, see PhoneSecret. */
  public static String phones(String asterisk, long fence) {
    return "siduan.phone-secrets." + asterisk + "." + fence;
  }

  /** The adapter beside an Asterisk hands out and removes what it recorded. */
  public static String recordings(String asterisk) {
    return "siduan.recordings." + asterisk;
  }
}
