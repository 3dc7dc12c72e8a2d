package cn.siduan.dispatch.notify;

/** Brings one message to where it has to go. Blocking, with a timeout of its own. */
interface Delivery {

  /** What became of an attempt. */
  sealed interface Outcome {
    record Sent() implements Outcome {}

    /** It may well work later. */
    record TryAgain(String why) implements Outcome {}

    /** It will not work however often it is tried. */
    record Refused(String why) implements Outcome {}
  }

  Outcome send(Outgoing message);
}
