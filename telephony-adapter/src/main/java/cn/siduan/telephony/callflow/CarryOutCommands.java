package cn.siduan.telephony.callflow;

import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.telephony.ami.AmiLink;
import cn.siduan.telephony.ami.AmiValue;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.link.CoreLink;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.MixMonitorMuteAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the core asks, through AMI.
 *
 * <p>A leg's channel id is made from what it is for, so a command that arrives twice is refused by
 * Asterisk the second time; the id also says what an answer belongs to, whoever hears it.
 */
public final class CarryOutCommands {

  private static final Logger LOG = LoggerFactory.getLogger(CarryOutCommands.class);
  private static final String OPERATOR = "op_";
  private static final String OUTSIDE = "out_";
  private static final String INVITED = "inv_";

  private final String trunk;
  private final Map<String, String> elsewhere;
  private final CoreLink core;
  private final Clock clock;

  public CarryOutCommands(AsteriskSettings asterisk, CoreLink core, Clock clock) {
    // by which calls leave
    this.trunk = asterisk.trunks().getFirst().name();
    this.elsewhere = asterisk.elsewhere();
    this.core = core;
    this.clock = clock;
  }

  public void carryOut(AmiLink ami, CallCommand command) {
    try {
      var response = ami.send(action(command));
      if ("Error".equalsIgnoreCase(response.getResponse())) {
        LOG.warn("{} refused: {}", command, response.getMessage());
      }
    } catch (IOException e) {
      LOG.warn("{} could not be carried out", command, e);
      failed(command);
    }
  }

  private ManagerAction action(CallCommand command) {
    return switch (command) {
      case CallCommand.RingOperator c -> ring(c);
      case CallCommand.StopRinging c ->
          new HangupAction(operatorLeg(c.callId(), c.fence(), c.extension()));
      case CallCommand.CallOut c -> callOut(c);
      case CallCommand.HangUp c -> new HangupAction(clean(c.channel()));
      case CallCommand.Transfer c ->
          new RedirectAction(clean(c.channel()), "transfer", clean(c.to()), 1);
      case CallCommand.PauseRecording c ->
          new MixMonitorMuteAction(
              operatorLeg(c.callId(), c.fence(), c.extension()), "both", c.paused() ? 1 : 0);
      case CallCommand.Requeue c -> new RedirectAction(clean(c.channel()), "wait", "again", 1);
      case CallCommand.Hold c -> both(c.channel(), "held", c.callId(), c.fence(), c.extension());
      case CallCommand.Gather c ->
          both(c.channel(), "caller", c.callId(), c.fence(), c.extension());
      case CallCommand.Invite c -> invite(c);
      case CallCommand.Dismiss c ->
          new HangupAction(clean(INVITED + c.callId() + "_" + c.attempt()));
      case CallCommand.Listen c -> listen(c);
    };
  }

  private OriginateAction ring(CallCommand.RingOperator c) {
    OriginateAction originate = leg(operatorLeg(c.callId(), c.fence(), c.extension()), c.seconds());
    originate.setChannel(phone(c.extension()));
    originate.setContext("operator-leg");
    originate.setCallerId(
        "\"" + clean(c.callerLabel()).replace("\"", "") + "\" <" + clean(c.extension()) + ">");
    originate.setVariables(
        Map.of(
            "SIDUAN_CALL", clean(c.callId()),
            "SIDUAN_CALLER", clean(c.channel()),
            "SIDUAN_EXTENSION", clean(c.extension()),
            "SIDUAN_FENCE", Integer.toString(c.fence())));
    return originate;
  }

  /** Here, or through the Asterisk where it is. */
  private String phone(String extension) {
    String peer = elsewhere.get(extension);
    return "PJSIP/" + clean(extension) + (peer == null ? "" : "@" + peer);
  }

  private OriginateAction callOut(CallCommand.CallOut c) {
    OriginateAction originate = leg(OUTSIDE + c.callId() + "_" + c.attempt(), c.seconds());
    originate.setChannel("PJSIP/" + clean(c.number()) + "@" + trunk);
    originate.setContext("outbound-leg");
    originate.setVariables(
        Map.of("SIDUAN_CALL", clean(c.callId()), "SIDUAN_ATTEMPT", clean(c.attempt())));
    return originate;
  }

  /** Both at once: moved one after the other, the second would be hung up by the first. */
  private static RedirectAction both(
      String caller, String callerTo, String callId, int fence, String extension) {
    return new RedirectAction(
        clean(caller),
        operatorLeg(callId, fence, extension),
        "room",
        callerTo,
        1,
        "room",
        "operator",
        1);
  }

  private OriginateAction invite(CallCommand.Invite c) {
    OriginateAction originate = leg(INVITED + c.callId() + "_" + c.attempt(), c.seconds());
    originate.setChannel(
        c.inside() ? phone(c.number()) : "PJSIP/" + clean(c.number()) + "@" + trunk);
    originate.setContext("room");
    originate.setExten("invited");
    originate.setVariables(Map.of("SIDUAN_CALL", clean(c.callId())));
    return originate;
  }

  private OriginateAction listen(CallCommand.Listen c) {
    OriginateAction originate = leg("spy_" + c.callId() + "_" + c.supervisorExtension(), 30);
    originate.setChannel(phone(c.supervisorExtension()));
    originate.setContext("listen");
    originate.setVariables(Map.of("SIDUAN_CALL", clean(c.callId()), "SIDUAN_HOW", clean(c.how())));
    return originate;
  }

  private static OriginateAction leg(String channelId, int seconds) {
    OriginateAction originate = new OriginateAction();
    originate.setAsync(true);
    originate.setChannelId(clean(channelId));
    originate.setActionId(clean(channelId));
    originate.setExten("s");
    originate.setPriority(1);
    originate.setTimeout(seconds * 1000L);
    return originate;
  }

  /** A leg that did not come about; the others speak for themselves through their scripts. */
  public void onEvent(ManagerEvent event) {
    if (event instanceof OriginateResponseEvent response && !response.isSuccess()) {
      legFailed(response.getActionId(), String.valueOf(response.getReason()));
    }
  }

  private void failed(CallCommand command) {
    switch (command) {
      case CallCommand.RingOperator c ->
          legFailed(operatorLeg(c.callId(), c.fence(), c.extension()), "ami");
      case CallCommand.CallOut c -> legFailed(OUTSIDE + c.callId() + "_" + c.attempt(), "ami");
      case CallCommand.Invite c -> legFailed(INVITED + c.callId() + "_" + c.attempt(), "ami");
      case CallCommand.StopRinging _,
          CallCommand.Requeue _,
          CallCommand.Hold _,
          CallCommand.Gather _,
          CallCommand.Dismiss _,
          CallCommand.HangUp _,
          CallCommand.Transfer _,
          CallCommand.PauseRecording _,
          CallCommand.Listen _ -> {}
    }
  }

  private void legFailed(String leg, String reason) {
    String[] parts = leg.split("_", -1);
    if (leg.startsWith(OPERATOR) && parts.length == 4) {
      core.tell(
          new CallEvent.OperatorUnreached(
              parts[1], clock.instant(), parts[3], Integer.parseInt(parts[2]), reason));
    } else if ((leg.startsWith(OUTSIDE) || leg.startsWith(INVITED)) && parts.length == 3) {
      core.tell(new CallEvent.CalleeUnreached(parts[1], clock.instant(), parts[2], reason));
    }
  }

  private static String operatorLeg(String callId, int fence, String extension) {
    return clean(OPERATOR + callId + "_" + fence + "_" + extension);
  }

  private static String clean(String value) {
    return AmiValue.of(value).text();
  }
}
