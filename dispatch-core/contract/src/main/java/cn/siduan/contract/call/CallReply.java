package cn.siduan.contract.call;

import java.util.List;

/**
 * What the core answers to a {@link CallEvent}.
 *
 * @param accepted false where the event came too late: the reservation is somebody else's, the call
 *     is over
 * @param say to the caller, in order, before {@code next}
 * @param language zh-CN or en
 * @param loud louder, and said twice, for the hard of hearing
 * @param record whether the conversation is to be recorded
 */
public record CallReply(
    boolean accepted, List<Phrase> say, Next next, String language, boolean loud, boolean record) {

  /** What follows when all has been said. */
  public enum Next {
    /** Music, until an operator is there or it is time to look in again. */
    WAIT,
    /** Key in an order number. */
    NUMBER,
    /** Leave a message, if no key is pressed. */
    MESSAGE,
    /** Ask again what was asked, or the next question. */
    ASK,
    /** The call ends: the caller is called back, or all is said. */
    FAREWELL
  }

  public static CallReply noted() {
    return new CallReply(true, List.of(), Next.WAIT, "zh-CN", false, false);
  }

  public static CallReply tooLate() {
    return new CallReply(false, List.of(), Next.FAREWELL, "zh-CN", false, false);
  }
}
