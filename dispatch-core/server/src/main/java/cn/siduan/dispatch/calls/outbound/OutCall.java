package cn.siduan.dispatch.calls.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call the centre makes, as it stands.
 *
 * @param subject what it is about, in the words of its purpose
 * @param attempts begun so far; the number of the one under way
 * @param step the question asked last
 * @param tries how often that question got no key that means something
 */
public record OutCall(
    long id,
    Purpose purpose,
    String number,
    String language,
    boolean loud,
    @Nullable Long residentId,
    JsonNode subject,
    State state,
    Instant notAfter,
    int attempts,
    int mostAttempts,
    int retrySeconds,
    int step,
    int tries,
    String asterisk,
    String channel,
    String result) {

  /** Where it is. */
  public enum State {
    WAITING,
    DIALLING,
    ANSWERED,
    DONE,
    /** Nobody was reached, however often it was tried. */
    FAILED,
    CANCELLED
  }

  private static final String PREFIX = "out-";

  /** How Asterisk and the adapters know it. */
  public String callId() {
    return PREFIX + id;
  }

  static boolean isOne(String callId) {
    return callId.matches(PREFIX + "[0-9]{1,18}");
  }

  static long id(String callId) {
    return Long.parseLong(callId.substring(PREFIX.length()));
  }

  boolean hasMoreAttempts(Instant next) {
    return attempts < mostAttempts && next.isBefore(notAfter);
  }
}
