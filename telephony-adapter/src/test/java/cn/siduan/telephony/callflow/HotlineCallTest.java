package cn.siduan.telephony.callflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.Phrase;
import cn.siduan.telephony.ami.AmiLink;
import cn.siduan.telephony.fixture.AsteriskFixture;
import cn.siduan.telephony.fixture.RecordingCore;
import cn.siduan.telephony.fixture.Sipp;
import cn.siduan.telephony.ivr.AgiServer;
import cn.siduan.telephony.ivr.IvrScripts;
import cn.siduan.telephony.speech.EspeakSynthesizer;
import cn.siduan.telephony.speech.PromptTexts;
import cn.siduan.telephony.speech.Prompts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real calls through a real Asterisk; only the core is played by the test. */
@Tag("asterisk")
class HotlineCallTest {

  private static AsteriskFixture asterisk;
  private static RecordingCore core;
  private static AgiServer agi;
  private static AmiLink ami;
  private static CarryOutCommands commands;

  @BeforeAll
  static void start() throws Exception {
    asterisk = AsteriskFixture.start(2);
    core = new RecordingCore();
    var settings = asterisk.settings();
    Prompts prompts =
        new Prompts(
            PromptTexts.read(Path.of("../config/prompts.yaml")),
            new EspeakSynthesizer(),
            Path.of("../config/recordings"),
            settings.sounds().resolve("kept"));
    agi =
        new AgiServer(
            settings.agi().host(),
            settings.agi().port(),
            new IvrScripts("ast1", core, prompts, settings.recordings(), Clock.systemUTC()));
    commands = new CarryOutCommands(settings, core, Clock.systemUTC());
    ami = new AmiLink(settings, commands::onEvent, _ -> {});
    await().atMost(Duration.ofSeconds(20)).until(ami::isUp);
  }

  @AfterAll
  static void stop() {
    ami.close();
    agi.close();
    asterisk.close();
  }

  private static Sipp call(String number, String keys, int milliseconds) {
    return asterisk.sipp(
        "caller.xml",
        "-s",
        AsteriskFixture.HOTLINE,
        "-m",
        "1",
        "-p",
        "" + AsteriskFixture.freePort(),
        "-d",
        "" + milliseconds,
        "-key",
        "number",
        number,
        "-key",
        "keys",
        keys);
  }

  @Test
  void a_caller_is_greeted_looked_in_on_and_ends_once() {
    core.answer(
        e ->
            e instanceof CallEvent.Arrived
                ? core.say(Phrase.of("greeting"), CallReply.Next.WAIT)
                : CallReply.noted());

    call("13900000001", "", 9000).await();

    CallEvent.Arrived arrived = core.only(CallEvent.Arrived.class, "13900000001");
    assertThat(arrived.line()).isEqualTo("main");
    assertThat(core.of(CallEvent.StillWaiting.class, arrived.callId())).isNotEmpty();
    await()
        .untilAsserted(
            () -> assertThat(core.of(CallEvent.Ended.class, arrived.callId())).hasSize(1));
  }

  @Test
  void a_key_pressed_while_waiting_reaches_the_core() {
    core.answer(_ -> CallReply.noted());

    call("13900000002", "9", 3000).await();

    String call = core.only(CallEvent.Arrived.class, "13900000002").callId();
    assertThat(core.of(CallEvent.KeyPressed.class, call))
        .extracting(CallEvent.KeyPressed::key)
        .containsExactly("9");
  }

  @Test
  void an_operator_s_telephone_rings_is_picked_up_and_joined_with_the_caller() {
    core.answer(_ -> CallReply.noted());
    asterisk
        .sipp(
            "register.xml",
            "-s",
            "8001",
            "-key",
            "password",
            "secret-8001",
            "-m",
            "1",
            "-p",
            "15801")
        .await();
    Sipp phone = asterisk.sipp("phone.xml", "-aa", "-m", "1", "-p", "15801", "-d", "2000");

    Sipp caller = call("13900000003", "", 30000);
    await()
        .until(
            () ->
                !core.of(CallEvent.Arrived.class, e -> e.number().equals("13900000003")).isEmpty());
    CallEvent.Arrived arrived = core.only(CallEvent.Arrived.class, "13900000003");
    commands.carryOut(
        ami,
        new CallCommand.RingOperator(
            arrived.callId(), arrived.channel(), "8001", 7, 20, "刘桂英 柳荫社区"));

    phone.await();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(core.of(CallEvent.Parted.class, arrived.callId()))
                    .extracting(CallEvent.Parted::result)
                    .containsExactly("SUCCESS"));
    assertThat(core.of(CallEvent.OperatorAnswered.class, arrived.callId()))
        .extracting(CallEvent.OperatorAnswered::fence)
        .containsExactly(7);
    assertThat(caller.isDone()).isFalse();
  }
}
