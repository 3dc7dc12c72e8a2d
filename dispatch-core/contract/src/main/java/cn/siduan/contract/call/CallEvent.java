package cn.siduan.contract.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a call, told by the adapter that owns its Asterisk until the core has
 * acknowledged it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CallEvent.Arrived.class, name = "arrived"),
  @JsonSubTypes.Type(value = CallEvent.StillWaiting.class, name = "still-waiting"),
  @JsonSubTypes.Type(value = CallEvent.KeyPressed.class, name = "key-pressed"),
  @JsonSubTypes.Type(value = CallEvent.NumberKeyed.class, name = "number-keyed"),
  @JsonSubTypes.Type(value = CallEvent.OperatorAnswered.class, name = "operator-answered"),
  @JsonSubTypes.Type(value = CallEvent.OperatorUnreached.class, name = "operator-unreached"),
  @JsonSubTypes.Type(value = CallEvent.Parted.class, name = "parted"),
  @JsonSubTypes.Type(value = CallEvent.Rated.class, name = "rated"),
  @JsonSubTypes.Type(value = CallEvent.CalleeAnswered.class, name = "callee-answered"),
  @JsonSubTypes.Type(value = CallEvent.CalleeReplied.class, name = "callee-replied"),
  @JsonSubTypes.Type(value = CallEvent.CalleeUnreached.class, name = "callee-unreached"),
  @JsonSubTypes.Type(value = CallEvent.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = CallEvent.MissedWhileAway.class, name = "missed-while-away"),
  @JsonSubTypes.Type(value = CallEvent.VoicemailLeft.class, name = "voicemail-left")
})
public sealed interface CallEvent {

  /** Asterisk's unique id with the Asterisk's name in front; the same for the call's whole life. */
  String callId();

  Instant at();

  /**
   * Somebody called the hotline and was answered.
   *
   * @param asterisk name of the Asterisk that holds the call
   * @param channel the caller's channel there
   * @param line which hotline was dialled
   * @param number the caller's, as the trunk gave it; empty if withheld
   */
  record Arrived(
      String callId, Instant at, String asterisk, String channel, String line, String number)
      implements CallEvent {}

  /** The caller is still there, about every quarter of a minute. */
  record StillWaiting(String callId, Instant at, String asterisk, String channel, String number)
      implements CallEvent {}

  /**
   * @param key one of 0-9, * and #
   */
  record KeyPressed(String callId, Instant at, String key) implements CallEvent {}

  /** Asked for an order number, the caller keyed in these digits; none if there was silence. */
  record NumberKeyed(String callId, Instant at, String digits) implements CallEvent {}

  /**
   * The operator's telephone was picked up; nobody is joined before the core says so.
   *
   * @param fence of the reservation the telephone rang for
   */
  record OperatorAnswered(String callId, Instant at, String extension, int fence)
      implements CallEvent {}

  /**
   * The operator's telephone rang out, was busy, refused or could not be found.
   *
   * @param cause in words of the adapter, for the log and the figures
   */
  record OperatorUnreached(String callId, Instant at, String extension, int fence, String cause)
      implements CallEvent {}

  /**
   * Operator and caller no longer talk.
   *
   * @param result of the bridge: SUCCESS, NONEXISTENT where the caller had gone …
   */
  record Parted(String callId, Instant at, String extension, int fence, String result)
      implements CallEvent {}

  /** After the operator hung up, the caller pressed a key, or none. */
  record Rated(String callId, Instant at, int question, String key) implements CallEvent {}

  /**
   * Somebody the centre calls has picked up.
   *
   * @param attempt what the core called the attempt
   * @param channel of whoever picked up
   */
  record CalleeAnswered(String callId, Instant at, String attempt, String asterisk, String channel)
      implements CallEvent {}

  record CalleeReplied(String callId, Instant at, String attempt, String key)
      implements CallEvent {}

  /** Somebody the centre calls was busy, did not answer, or the line was down. */
  record CalleeUnreached(String callId, Instant at, String attempt, String cause)
      implements CallEvent {}

  /**
   * @param cause of Q.850
   */
  record Ended(String callId, Instant at, int cause) implements CallEvent {}

  /** A call the Asterisk looked after by itself, because nobody of us answered it. */
  record MissedWhileAway(String callId, Instant at, String asterisk, String line, String number)
      implements CallEvent {}

  /**
   * @param recording name of the file, below the Asterisk's folder of messages
   * @param seconds how long it is
   */
  record VoicemailLeft(
      String callId,
      Instant at,
      String asterisk,
      String line,
      @Nullable String number,
      String recording,
      int seconds)
      implements CallEvent {}
}
