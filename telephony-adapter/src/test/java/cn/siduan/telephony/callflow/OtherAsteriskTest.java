package cn.siduan.telephony.callflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.telephony.fixture.AsteriskFixture;
import cn.siduan.telephony.fixture.Handset;
import cn.siduan.telephony.fixture.Hotline;
import cn.siduan.telephony.fixture.Sound;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The caller is at one Asterisk, the operator's telephone and the supervisor's at another. */
@Tag("asterisk")
class OtherAsteriskTest {

  private static boolean hears(Handset handset, double pitch) {
    Sound all = handset.heard();
    return all.between(Math.max(0, all.seconds() - 0.5), all.seconds()).rms(pitch) > 400;
  }

  private static void soon(Callable<Boolean> so) {
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(so);
  }

  @Test
  void an_operator_s_telephone_at_another_asterisk_rings_and_talks_for_the_caller()
      throws Exception {
    List<AsteriskFixture> two = AsteriskFixture.startTwo();
    try (Hotline here = Hotline.at(two.getFirst());
        Hotline there = Hotline.at(two.getLast());
        Handset operator = there.desk("8201");
        Handset supervisor = there.desk("8202");
        Handset stranger = Handset.at(0, two.getLast().settings().sip());
        Handset caller = here.caller("13900000301")) {
      here.core.answer(_ -> CallReply.noted());
      caller.say(Sound.tone(500, 1));
      operator.say(Sound.tone(1000, 1));
      supervisor.say(Sound.tone(1700, 1));
      CallEvent.Arrived call = here.arrived("13900000301");

      here.connect(call, "8201", 3);
      soon(() -> hears(caller, 1000) && hears(operator, 500));

      here.carryOut(new CallCommand.Listen(call.callId(), "8201", "8202", "w"));
      soon(() -> hears(supervisor, 500) && hears(operator, 1700));
      assertThat(hears(caller, 1700)).isFalse();

      operator.hangUp();
      assertThat(here.awaited(CallEvent.Parted.class, call.callId()).getFirst().result())
          .isEqualTo("SUCCESS");
      assertThatThrownBy(() -> stranger.call("8201", "peer-ast1"))
          .as("who only says that he is an Asterisk of ours")
          .hasMessageContaining("401");
      assertThat(operator.isTalking()).isFalse();
      assertThat(there.core.of(CallEvent.Arrived.class, _ -> true)).isEmpty();
    }
  }
}
