package cn.siduan.contract.call;

import java.time.Instant;
import java.util.List;

/**
 * All that is going on in an Asterisk, as its owner sees it: after every connection, since the
 * manager interface does not repeat what was missed, and now and then, since anything may be
 * missed.
 *
 * @param fence of the lease under which it was taken; an older one's picture is nobody's concern
 * @param at before the first question was asked: what began later may be missing
 * @param restarted true if Asterisk has been started anew since the picture before
 */
public record AsteriskSnapshot(
    String asterisk,
    long fence,
    Instant at,
    boolean restarted,
    List<Caller> callers,
    List<Leg> legs,
    List<Phone> phones) {

  /**
   * A caller's channel, or that of somebody the centre has called.
   *
   * @param line which hotline was dialled; empty if not known
   * @param number the caller's; empty if withheld
   * @param inbound false for somebody the centre has called
   * @param where in the dialplan
   */
  public record Caller(
      String callId, String channel, String line, String number, boolean inbound, Where where) {}

  /** What is being done with a caller. */
  public enum Where {
    /** Greeted, waiting, keying: in our loop. */
    LOOP,
    /** With the desk phones or the voice mail, because nobody of us answered. */
    FALLBACK,
    /** Joined with somebody, being asked after the conversation, transferred. */
    ELSEWHERE
  }

  /**
   * An operator's telephone that rings or talks for a call.
   *
   * @param fence of the operator's reservation
   * @param up picked up
   */
  public record Leg(String callId, int fence, String extension, boolean up) {}

  /**
   * @param reachable whether a telephone is registered under the extension
   */
  public record Phone(String extension, boolean reachable) {}
}
