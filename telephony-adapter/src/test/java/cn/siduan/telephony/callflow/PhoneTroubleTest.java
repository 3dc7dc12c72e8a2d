package cn.siduan.telephony.callflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.telephony.fixture.Hotline;
import cn.siduan.telephony.fixture.Sipp;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator's telephone that does not lead to a conversation: the caller goes on waiting. */
@Tag("asterisk")
class PhoneTroubleTest {

  private static Hotline hotline;

  @BeforeAll
  static void start() throws Exception {
    hotline = Hotline.start(2);
  }

  @AfterAll
  static void stop() {
    hotline.close();
  }

  /** The core is told once, with the fence of that reservation; the caller is looked in on. */
  private static void check(String number, String extension, int rings) {
    Sipp caller = hotline.call("caller.xml", number, 20_000, "-key", "keys", "");
    CallEvent.Arrived call = hotline.arrived(number);

    hotline.carryOut(
        new CallCommand.RingOperator(call.callId(), call.channel(), extension, 5, rings, "x"));

    assertThat(hotline.awaited(CallEvent.OperatorUnreached.class, call.callId()))
        .extracting(CallEvent.OperatorUnreached::fence)
        .containsExactly(5);
    int looks = hotline.core.of(CallEvent.StillWaiting.class, call.callId()).size();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> hotline.core.of(CallEvent.StillWaiting.class, call.callId()).size() > looks);
    assertThat(hotline.core.of(CallEvent.OperatorAnswered.class, call.callId())).isEmpty();
    assertThat(hotline.core.of(CallEvent.OperatorUnreached.class, call.callId())).hasSize(1);
    assertThat(caller.isDone()).isFalse();
  }

  @Test
  void a_telephone_that_is_busy() {
    Sipp phone = hotline.phone("phone-refuses.xml?code=486&word=Busy", "8003", 0);
    check("13970000001", "8003", 20);
    phone.await();
  }

  @Test
  void a_telephone_that_refuses() {
    Sipp phone = hotline.phone("phone-refuses.xml?code=603&word=Decline", "8004", 0);
    check("13970000002", "8004", 20);
    phone.await();
  }

  @Test
  void a_telephone_that_rings_out() {
    Sipp phone = hotline.phone("phone-rings-out.xml", "8005", 0);
    check("13970000003", "8005", 3);
    phone.await();
  }

  @Test
  void a_telephone_that_has_vanished() {
    check("13970000004", "8006", 20);
  }
}
