package cn.siduan.telephony.ivr;

import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.telephony.ami.AmiValue;
import cn.siduan.telephony.link.CoreAwayException;
import cn.siduan.telephony.link.CoreLink;
import cn.siduan.telephony.speech.Prompts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scripts of the dialplan: each tells the core what happened and hands what it answers back as
 * channel variables.
 *
 * <p>SIDUAN=ok is set last, and only if all went well: without it the dialplan knows that nobody
 * looked after the caller.
 */
public final class IvrScripts implements AgiScript {

  private static final Logger LOG = LoggerFactory.getLogger(IvrScripts.class);

  private final String asterisk;
  private final CoreLink core;
  private final Prompts prompts;
  private final Path recordings;
  private final Clock clock;

  /**
   * @param asterisk its name
   * @param recordings where conversations are recorded
   */
  public IvrScripts(String asterisk, CoreLink core, Prompts prompts, Path recordings, Clock clock) {
    this.asterisk = asterisk;
    this.core = core;
    this.prompts = prompts;
    this.recordings = recordings;
    this.clock = clock;
  }

  @Override
  public void service(AgiRequest request, AgiChannel channel) throws AgiException {
    try {
      serve(request, channel);
    } catch (CoreAwayException e) {
      LOG.warn("{} of {}: the core is away", request.getScript(), request.getUniqueId(), e);
    }
  }

  private void serve(AgiRequest request, AgiChannel channel) throws AgiException {
    String call = callId(request, channel);
    Instant now = clock.instant();
    switch (Objects.requireNonNullElse(request.getScript(), "")) {
      case "enter" ->
          say(
              channel,
              new CallEvent.Arrived(
                  call,
                  now,
                  asterisk,
                  request.getChannel(),
                  variable(channel, "SIDUAN_LINE"),
                  number(request.getCallerIdNumber())));
      case "tick" ->
          say(
              channel,
              new CallEvent.StillWaiting(
                  call, now, asterisk, request.getChannel(), number(request.getCallerIdNumber())));
      case "key" -> say(channel, new CallEvent.KeyPressed(call, now, argument(request, 0)));
      case "number" -> say(channel, new CallEvent.NumberKeyed(call, now, argument(request, 0)));
      case "accept" -> accept(channel, now);
      case "parted" ->
          tell(
              channel,
              new CallEvent.Parted(
                  variable(channel, "SIDUAN_CALL"),
                  now,
                  variable(channel, "SIDUAN_EXTENSION"),
                  fence(channel),
                  argument(request, 0)));
      case "after" -> say(channel, new CallEvent.Rated(call, now, 0, ""));
      case "rated" ->
          say(channel, new CallEvent.Rated(call, now, question(channel), argument(request, 0)));
      case "outbound" ->
          say(
              channel,
              new CallEvent.CalleeAnswered(
                  call, now, variable(channel, "SIDUAN_ATTEMPT"), asterisk, request.getChannel()));
      case "reply" ->
          say(
              channel,
              new CallEvent.CalleeReplied(
                  call, now, variable(channel, "SIDUAN_ATTEMPT"), argument(request, 0)));
      case "gone" -> tell(channel, new CallEvent.Ended(call, now, cause(request)));
      default -> LOG.warn("there is no script {}", AmiValue.of(request.getScript()));
    }
  }

  /** Both legs are up; only now is it certain whose call this is. */
  private void accept(AgiChannel channel, Instant now) throws AgiException {
    String call = variable(channel, "SIDUAN_CALL");
    CallReply reply =
        core.ask(
            new CallEvent.OperatorAnswered(
                call, now, variable(channel, "SIDUAN_EXTENSION"), fence(channel)));
    if (!reply.accepted()) {
      return;
    }
    String recording =
        reply.record() ? recordings.resolve(call + "-" + fence(channel) + ".wav").toString() : "";
    channel.setVariable("RECORD", recording);
    channel.setVariable("SIDUAN", "ok");
  }

  private void say(AgiChannel channel, CallEvent event) throws AgiException {
    CallReply reply = core.ask(event);
    if (!reply.accepted()) {
      return;
    }
    String files = String.join("&", prompts.files(reply.say(), reply.language(), reply.loud()));
    channel.setVariable("SAY", files);
    channel.setVariable("ASK", files);
    channel.setVariable("NEXT", next(reply.next()));
    if (reply.next() == CallReply.Next.ASK) {
      channel.setVariable("QUESTION", Integer.toString(question(channel) + 1));
    }
    channel.setVariable("SIDUAN", "ok");
  }

  /** Where the dialplan goes on; see {@code config/asterisk/extensions.conf}. */
  private static String next(CallReply.Next next) {
    return switch (next) {
      case WAIT -> "s,music";
      case NUMBER -> "number,1";
      case MESSAGE -> "message,1";
      case ASK -> "ask";
      case FAREWELL -> "farewell,1";
    };
  }

  private void tell(AgiChannel channel, CallEvent event) throws AgiException {
    core.tell(event);
    channel.setVariable("SIDUAN", "ok");
  }

  private static String variable(AgiChannel channel, String name) throws AgiException {
    return Objects.requireNonNullElse(channel.getVariable(name), "");
  }

  private static int fence(AgiChannel channel) throws AgiException {
    return number(variable(channel, "SIDUAN_FENCE"), 0);
  }

  private static int question(AgiChannel channel) throws AgiException {
    return number(variable(channel, "QUESTION"), 0);
  }

  /** A call we placed keeps the id the core knows it by, whatever Asterisk calls its channel. */
  private static String callId(AgiRequest request, AgiChannel channel) throws AgiException {
    String given = variable(channel, "SIDUAN_CALL");
    return given.isEmpty() ? request.getUniqueId() : given;
  }

  private static int cause(AgiRequest request) {
    return number(argument(request, 0), 16);
  }

  private static int number(String text, int otherwise) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  private static String argument(AgiRequest request, int at) {
    String[] arguments = request.getArguments();
    return arguments == null || arguments.length <= at
        ? ""
        : Objects.requireNonNullElse(arguments[at], "");
  }

  /** Digits only: what a trunk puts into a number is anybody's. */
  private static String number(@Nullable String callerId) {
    String digits = callerId == null ? "" : callerId.replaceAll("[^0-9+]", "");
    return digits.length() > 20 ? digits.substring(0, 20) : digits;
  }
}
