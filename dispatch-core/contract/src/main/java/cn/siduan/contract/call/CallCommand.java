package cn.siduan.contract.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the core asks of the adapter that owns an Asterisk. Each may arrive twice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CallCommand.RingOperator.class, name = "ring-operator"),
  @JsonSubTypes.Type(value = CallCommand.StopRinging.class, name = "stop-ringing"),
  @JsonSubTypes.Type(value = CallCommand.CallOut.class, name = "call-out"),
  @JsonSubTypes.Type(value = CallCommand.HangUp.class, name = "hang-up"),
  @JsonSubTypes.Type(value = CallCommand.Transfer.class, name = "transfer"),
  @JsonSubTypes.Type(value = CallCommand.Requeue.class, name = "requeue"),
  @JsonSubTypes.Type(value = CallCommand.Hold.class, name = "hold"),
  @JsonSubTypes.Type(value = CallCommand.Gather.class, name = "gather"),
  @JsonSubTypes.Type(value = CallCommand.Invite.class, name = "invite"),
  @JsonSubTypes.Type(value = CallCommand.Dismiss.class, name = "dismiss"),
  @JsonSubTypes.Type(value = CallCommand.PauseRecording.class, name = "pause-recording"),
  @JsonSubTypes.Type(value = CallCommand.Listen.class, name = "listen")
})
public sealed interface CallCommand {

  String callId();

  /**
   * Ring an operator's telephone for a waiting call; who picks up is joined with the caller once
   * the core has checked the fence again.
   *
   * @param channel the caller's
   * @param extension the operator's telephone
   * @param seconds how long it rings
   * @param callerLabel what the telephone shows
   */
  record RingOperator(
      String callId, String channel, String extension, int fence, int seconds, String callerLabel)
      implements CallCommand {}

  record StopRinging(String callId, String extension, int fence) implements CallCommand {}

  /**
   * Call somebody outside.
   *
   * @param attempt one attempt has one id: the same is never dialled twice
   * @param number whom to call
   * @param seconds how long it rings
   */
  record CallOut(String callId, String attempt, String number, int seconds)
      implements CallCommand {}

  record HangUp(String callId, String channel) implements CallCommand {}

  /**
   * @param channel whose leg goes elsewhere
   * @param to an extension of ours, or an outside number
   */
  record Transfer(String callId, String channel, String to) implements CallCommand {}

  /** Back to the music, where the caller waits for another operator. */
  record Requeue(String callId, String channel) implements CallCommand {}

  /**
   * The caller hears music; the operator stays, and may speak with whoever is invited meanwhile.
   *
   * @param channel the caller's
   * @param fence of the operator's reservation, which names the operator's leg
   */
  record Hold(String callId, String channel, String extension, int fence) implements CallCommand {}

  /** Caller, operator and whoever was invited speak with one another. */
  record Gather(String callId, String channel, String extension, int fence)
      implements CallCommand {}

  /**
   * Somebody else is called into the conversation.
   *
   * @param attempt names the leg
   * @param inside an extension of ours; else a number outside
   */
  record Invite(String callId, String attempt, String number, boolean inside, int seconds)
      implements CallCommand {}

  record Dismiss(String callId, String attempt) implements CallCommand {}

  /** The recording made on the operator's leg is silent from now on, or goes on. */
  record PauseRecording(String callId, String extension, int fence, boolean paused)
      implements CallCommand {}

  /**
   * A supervisor listens in.
   *
   * @param how q listen, w whisper, B barge in
   */
  record Listen(String callId, String extension, String supervisorExtension, String how)
      implements CallCommand {}
}
