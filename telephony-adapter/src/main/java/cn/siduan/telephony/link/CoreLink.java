package cn.siduan.telephony.link;

import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;

/** How the adapter speaks to the core. */
public interface CoreLink {

  /**
   * Tells the core and waits for what it says to do. Call it from a virtual thread: it blocks.
   *
   * @throws CoreAwayException if no answer came in time; the event may or may not have arrived
   */
  CallReply ask(CallEvent event);

  /** Tells the core, now or as soon as it is there again; on disk before this returns. */
  void tell(CallEvent event);
}
