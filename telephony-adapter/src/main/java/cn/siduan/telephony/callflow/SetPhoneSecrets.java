package cn.siduan.telephony.callflow;

import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.telephony.ami.AmiLink;
import cn.siduan.telephony.ami.AmiValue;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.asteriskjava.manager.action.OriginateAction;

/**
 * Gives a browser phone its secret, or takes it back. The manager's user may not write Asterisk's
 * database; it may place a call into the one context that does, and that knows browser phones only.
 */
public final class SetPhoneSecrets {

  private static final long ANSWER_MILLIS = 10_000;

  private SetPhoneSecrets() {}

  /**
   * @return false where there is no such browser phone
   * @throws IOException if it is not known whether it was done
   */
  public static boolean set(AmiLink ami, PhoneSecret phone) throws IOException {
    if (!phone.extension().matches("[0-9]{2,10}") || !phone.secret().matches("[0-9a-f]{0,64}")) {
      return false;
    }
    return "Success".equalsIgnoreCase(ami.send(originate(phone)).getResponse());
  }

  /** Not asynchronous: the answer comes when the dialplan has done it. */
  private static OriginateAction originate(PhoneSecret phone) {
    // an id of this shape is nobody's call, see TakeSnapshot
    String id = "secret_" + UUID.randomUUID();
    OriginateAction originate = new OriginateAction();
    originate.setChannel("Local/" + AmiValue.of(phone.extension()) + "@browser-phone/n");
    originate.setChannelId(id + "_1");
    originate.setOtherChannelId(id + "_2");
    originate.setContext("browser-phone");
    originate.setExten("done");
    originate.setPriority(1);
    originate.setTimeout(ANSWER_MILLIS);
    originate.setVariables(Map.of("__SIDUAN_SECRET", phone.secret()));
    return originate;
  }
}
