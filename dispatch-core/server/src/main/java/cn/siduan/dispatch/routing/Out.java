package cn.siduan.dispatch.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * Why a provider is out; in words under {@code routing.out.REASON}, which also say what would help.
 *
 * @param values for the braces in the words
 */
public record Out(Reason reason, Map<String, Object> values) {

  public enum Reason {
    /** Serves another community of the same sub-district. */
    NEIGHBOUR,
    ELSEWHERE,
    KIND,
    CLOSED,
    CLOSED_FOR_GOOD,
    LACKS_SKILL,
    CERTIFICATE_EXPIRED,
    FULL,
    DECLINED,
    LET_EXPIRE,
    REVOKED,
    /** Had it before and has it no more. */
    RETURNED,
    RESIDENT_OBJECTS,
    ASKED_NOW
  }

  public static Out of(Reason reason) {
    return new Out(reason, Map.of());
  }

  static Out elsewhere(long areaId, boolean neighbour) {
    return new Out(neighbour ? Reason.NEIGHBOUR : Reason.ELSEWHERE, Map.of("area", areaId));
  }

  static Out kind(String kind) {
    return new Out(Reason.KIND, Map.of("kind", kind));
  }

  static Out closed(Instant opensAt) {
    return new Out(Reason.CLOSED, Map.of("opens", opensAt.toString()));
  }

  static Out lacks(String skill) {
    return new Out(Reason.LACKS_SKILL, Map.of("skill", skill));
  }

  static Out expired(String skill, LocalDate on) {
    return new Out(Reason.CERTIFICATE_EXPIRED, Map.of("skill", skill, "on", on.toString()));
  }

  static Out full(int inHand, int capacity) {
    return new Out(Reason.FULL, Map.of("in_hand", inHand, "capacity", capacity));
  }

  public static Out declined(String reason) {
    return new Out(Reason.DECLINED, Map.of("why", reason));
  }
}
