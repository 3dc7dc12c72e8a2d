package cn.siduan.telephony.resync;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.AsteriskSnapshot.Caller;
import java.time.Instant;
import java.util.List;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.junit.jupiter.api.Test;

class TakeSnapshotTest {

  private static ResponseEvent channel(String id, String context) {
    CoreShowChannelEvent event = new CoreShowChannelEvent("test");
    event.setUniqueid(id);
    event.setLinkedid(id);
    event.setContext(context);
    event.setChannel("PJSIP/x-" + id);
    return event;
  }

  @Test
  void a_call_for_another_asterisk_s_caller_and_one_that_sets_a_secret_are_nobody_s() {
    AsteriskSnapshot shown =
        TakeSnapshot.of(
            "ast1",
            1,
            Instant.EPOCH,
            false,
            List.of(
                channel("ast1-1.1", "wait"),
                channel("ast1-1.2", "from-peer"),
                channel("secret_ab_1", "browser-phone")),
            List.of(),
            List.of());

    assertThat(shown.callers()).extracting(Caller::callId).containsExactly("ast1-1.1");
  }
}
