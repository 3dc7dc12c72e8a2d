package cn.siduan.telephony.callflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.CallReply.Next;
import cn.siduan.contract.call.Phrase;
import cn.siduan.telephony.fixture.Hotline;
import cn.siduan.telephony.fixture.Sipp;
import cn.siduan.telephony.fixture.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens in and after a conversation, with real calls that really speak. */
@Tag("asterisk")
class ConversationTest {

  private static final double OPERATOR_HERTZ = 1000;
  private static final int QUIET = 60;

  private static Hotline hotline;
  private static String speech;
  private static String tone;

  @BeforeAll
  static void start() throws Exception {
    hotline = Hotline.start(2);
    Path folder = hotline.asterisk.folder();
    speech =
        Sound.speech("您好，我家厨房的水管漏水了，请派人来看一看，谢谢您。", folder)
            .writeAlaw(folder.resolve("speech.al"))
            .toString();
    tone = Sound.tone(OPERATOR_HERTZ, 1).writeAlaw(folder.resolve("tone.al")).toString();
  }

  @AfterAll
  static void stop() {
    hotline.close();
  }

  private static Sipp speaking(String number, int milliseconds) {
    return hotline.call("talking-caller.xml?sound=" + speech, number, milliseconds);
  }

  private static Sipp operatorWithTone(String extension, int milliseconds) {
    return hotline.phone("talking-phone.xml?sound=" + tone, extension, milliseconds);
  }

  private static CallReply recorded(CallEvent event) {
    return event instanceof CallEvent.OperatorAnswered
        ? new CallReply(true, List.of(), Next.WAIT, "zh-CN", false, true)
        : CallReply.noted();
  }

  private static String channels() {
    return hotline.asterisk.cli("core show channels concise");
  }

  private static void awaitChannels(Predicate<String> which) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(channels()).matches(which, "as expected"));
  }

  /** Channels in a ConfBridge. */
  private static long inRoom(String channels) {
    return channels.lines().filter(l -> l.contains("!ConfBridge!")).count();
  }

  @Test
  void the_recording_has_both_voices_and_is_silent_while_it_is_paused() throws IOException {
    hotline.core.answer(ConversationTest::recorded);
    operatorWithTone("8001", 60_000);
    speaking("13900000101", 60_000);
    CallEvent.Arrived call = hotline.arrived("13900000101");
    hotline.connect(call, "8001", 5);
    Path file = hotline.asterisk.settings().recordings().resolve(call.callId() + "-5.wav");
    awaitSeconds(file, 4);

    hotline.carryOut(new CallCommand.PauseRecording(call.callId(), "8001", 5, true));
    double paused = Sound.read(file).seconds();
    awaitSeconds(file, paused + 4);
    hotline.carryOut(new CallCommand.PauseRecording(call.callId(), "8001", 5, false));
    double resumed = Sound.read(file).seconds();
    awaitSeconds(file, resumed + 4);
    hotline.carryOut(new CallCommand.HangUp(call.callId(), call.channel()));
    hotline.awaited(CallEvent.Ended.class, call.callId());

    Sound all = Sound.read(file);
    Sound before = all.between(1, paused - 0.5);
    Sound during = all.between(paused + 1, resumed - 0.5);
    Sound after = all.between(resumed + 1.5, resumed + 3.5);
    System.out.printf(
        "recording: before operator=%.0f caller=%.0f, paused rms=%.1f, after operator=%.0f"
            + " caller=%.0f%n",
        before.rms(OPERATOR_HERTZ),
        before.rmsBeside(OPERATOR_HERTZ),
        during.rms(),
        after.rms(OPERATOR_HERTZ),
        after.rmsBeside(OPERATOR_HERTZ));
    for (Sound voices : List.of(before, after)) {
      assertThat(voices.rms(OPERATOR_HERTZ)).as("the operator").isGreaterThan(500);
      assertThat(voices.rmsBeside(OPERATOR_HERTZ)).as("the caller").isGreaterThan(200);
    }
    assertThat(during.seconds()).isGreaterThan(1.5);
    assertThat(during.rms()).as("while paused").isLessThan(QUIET);
  }

  private static void awaitSeconds(Path file, double seconds) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(file) && Sound.read(file).seconds() >= seconds);
  }

  @Test
  void after_the_operator_hangs_up_the_caller_answers_two_questions_by_key() {
    hotline.core.answer(
        e ->
            e instanceof CallEvent.Rated rated
                ? hotline.core.say(
                    Phrase.of(rated.question() == 2 ? "thank-you" : "after-satisfied"),
                    rated.question() == 2 ? Next.FAREWELL : Next.ASK)
                : CallReply.noted());
    hotline.phone("phone.xml", "8002", 1500);
    hotline.call("survey-caller.xml", "13900000102", 60_000);
    CallEvent.Arrived call = hotline.arrived("13900000102");
    hotline.connect(call, "8002", 1);

    hotline.awaited(CallEvent.Ended.class, call.callId());

    assertThat(hotline.core.of(CallEvent.Rated.class, call.callId()))
        .extracting(CallEvent.Rated::question)
        .containsExactly(0, 1, 2);
    assertThat(hotline.core.of(CallEvent.Rated.class, call.callId()).get(2).key()).isEqualTo("1");
  }

  @Test
  void hold_conference_and_hand_over_keep_the_caller_who_is_asked_how_it_was_in_the_end() {
    hotline.core.answer(_ -> CallReply.noted());
    operatorWithTone("8003", 60_000);
    speaking("13900000103", 60_000);
    CallEvent.Arrived call = hotline.arrived("13900000103");
    hotline.connect(call, "8003", 3);

    hotline.carryOut(new CallCommand.Hold(call.callId(), call.channel(), "8003", 3));
    awaitChannels(c -> inRoom(c) == 1 && c.contains("!MusicOnHold!"));

    Sipp third = hotline.phone("phone.xml", "8004", 8_000);
    hotline.carryOut(new CallCommand.Invite(call.callId(), "1", "8004", true, 20));
    awaitChannels(c -> inRoom(c) == 2);
    hotline.carryOut(new CallCommand.Gather(call.callId(), call.channel(), "8003", 3));
    awaitChannels(c -> inRoom(c) == 3);

    hotline.carryOut(new CallCommand.StopRinging(call.callId(), "8003", 3));
    hotline.awaited(CallEvent.Parted.class, call.callId());
    awaitChannels(c -> inRoom(c) == 2);

    third.await();
    assertThat(hotline.awaited(CallEvent.Rated.class, call.callId())).hasSize(1);
  }

  @Test
  void back_to_the_queue_the_caller_waits_on_and_another_operator_is_joined() {
    hotline.core.answer(_ -> CallReply.noted());
    operatorWithTone("8005", 60_000);
    speaking("13900000104", 60_000);
    CallEvent.Arrived call = hotline.arrived("13900000104");
    hotline.connect(call, "8005", 1);

    hotline.carryOut(new CallCommand.Requeue(call.callId(), call.channel()));
    hotline.awaited(CallEvent.Parted.class, call.callId());
    hotline.awaited(CallEvent.StillWaiting.class, call.callId());

    operatorWithTone("8006", 3_000);
    hotline.carryOut(
        new CallCommand.RingOperator(call.callId(), call.channel(), "8006", 2, 20, "again"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> hotline.core.of(CallEvent.Parted.class, call.callId()).size() == 2);
    assertThat(hotline.core.of(CallEvent.Parted.class, call.callId()).getLast().result())
        .isEqualTo("SUCCESS");
  }

  @Test
  void handed_to_outside_the_caller_speaks_there_and_is_asked_afterwards() {
    hotline.core.answer(_ -> CallReply.noted());
    operatorWithTone("8007", 60_000);
    speaking("13900000105", 60_000);
    CallEvent.Arrived call = hotline.arrived("13900000105");
    hotline.connect(call, "8007", 1);

    Sipp outside = hotline.outside("phone.xml", 2_000);
    hotline.carryOut(new CallCommand.Transfer(call.callId(), call.channel(), "13811112222"));
    outside.await();

    assertThat(hotline.awaited(CallEvent.Rated.class, call.callId())).hasSize(1);
  }

  @Test
  void a_supervisor_listens_in() {
    hotline.core.answer(_ -> CallReply.noted());
    operatorWithTone("8008", 60_000);
    speaking("13900000106", 60_000);
    CallEvent.Arrived call = hotline.arrived("13900000106");
    hotline.connect(call, "8008", 1);

    hotline.phone("phone.xml", "8009", 5_000);
    hotline.carryOut(new CallCommand.Listen(call.callId(), "8008", "8009", "q"));

    awaitChannels(c -> c.contains("!ChanSpy!"));
    hotline.carryOut(new CallCommand.HangUp(call.callId(), call.channel()));
  }

  @Test
  void somebody_who_is_called_hears_a_question_and_answers_by_key() {
    hotline.core.answer(
        e ->
            switch (e) {
              case CallEvent.CalleeAnswered _ ->
                  hotline.core.say(Phrase.of("after-satisfied"), Next.ASK);
              case CallEvent.CalleeReplied _ ->
                  hotline.core.say(Phrase.of("thank-you"), Next.FAREWELL);
              default -> CallReply.noted();
            });
    Sipp callee =
        hotline.outside("callee.xml?wait=2500", 0, "-key", "first", "2", "-key", "second", "0");

    hotline.carryOut(new CallCommand.CallOut("out-77", "1", "13833334444", 20));

    assertThat(hotline.awaited(CallEvent.CalleeReplied.class, "out-77"))
        .extracting(CallEvent.CalleeReplied::key)
        .containsExactly("2");
    hotline.awaited(CallEvent.Ended.class, "out-77");
    callee.await();
  }

  @Test
  void in_an_emergency_two_contacts_are_rung_at_once_and_all_four_speak_together() {
    hotline.core.answer(_ -> CallReply.noted());
    operatorWithTone("8001", 60_000);
    speaking("13900000107", 60_000);
    CallEvent.Arrived call = hotline.arrived("13900000107");
    hotline.connect(call, "8001", 8);
    Sipp contacts = hotline.outside("phone.xml", 9_000, "-m", "2");

    hotline.carryOut(new CallCommand.Gather(call.callId(), call.channel(), "8001", 8));
    hotline.carryOut(new CallCommand.Invite(call.callId(), "1", "13866660001", false, 20));
    hotline.carryOut(new CallCommand.Invite(call.callId(), "2", "13866660002", false, 20));

    awaitChannels(c -> inRoom(c) == 4);
    contacts.await();
    hotline.carryOut(new CallCommand.HangUp(call.callId(), call.channel()));
    hotline.awaited(CallEvent.Ended.class, call.callId());
  }

  @Test
  void whoever_is_called_back_waits_and_is_joined_with_the_operator() {
    hotline.core.answer(_ -> CallReply.noted());
    operatorWithTone("8002", 2_000);
    Sipp called = hotline.outside("phone.xml", 20_000);
    hotline.carryOut(new CallCommand.CallOut("dial-1", "3", "13877770001", 20));
    CallEvent.CalleeAnswered answered =
        hotline.awaited(CallEvent.CalleeAnswered.class, "dial-1").getFirst();

    hotline.carryOut(
        new CallCommand.RingOperator("dial-1", answered.channel(), "8002", 3, 20, "order"));

    assertThat(hotline.awaited(CallEvent.Parted.class, "dial-1").getFirst().result())
        .isEqualTo("SUCCESS");
    hotline.carryOut(new CallCommand.HangUp("dial-1", answered.channel()));
    // the next one needs its port
    await().atMost(Duration.ofSeconds(60)).until(called::isDone);
  }

  @Test
  void a_caller_hears_who_it_is_and_how_long_it_takes_at_once_and_is_never_left_in_silence()
      throws IOException {
    List<Phrase> greeting =
        List.of(
            Phrase.of("greeting-named", Map.of("name", "刘桂英")),
            Phrase.of("wait-minutes", Map.of("ahead", "2", "minutes", "3")),
            Phrase.of("choices-repeat"),
            Phrase.of("choices-status"),
            Phrase.of("choices-call-back"),
            Phrase.of("choices-emergency"));
    // spoken ahead, as an adapter does when it starts
    assertThat(hotline.prompts.files(greeting, "zh-CN", false)).hasSize(6);
    CallReply answer = new CallReply(true, greeting, Next.WAIT, "zh-CN", false, false);
    hotline.core.answer(e -> e instanceof CallEvent.Arrived ? answer : CallReply.noted());
    Path heard = hotline.asterisk.folder().resolve("heard.wav");
    hotline.call("caller.xml", "13900000108", 60_000, "-key", "keys", "");
    CallEvent.Arrived call = hotline.arrived("13900000108");
    hotline.asterisk.cli("mixmonitor start %s %s".formatted(call.channel(), heard));
    awaitSeconds(heard, 30);
    hotline.carryOut(new CallCommand.HangUp(call.callId(), call.channel()));
    hotline.awaited(CallEvent.Ended.class, call.callId());

    Sound all = Sound.read(heard);
    StringBuilder seconds = new StringBuilder("heard, loudness of each second:");
    double silent = 0;
    for (double at = 0; at < 30; at += 0.5) {
      Sound piece = all.between(at, at + 0.5);
      silent = piece.rms() < QUIET ? silent + 0.5 : 0;
      assertThat(silent).as("silence at second " + at).isLessThanOrEqualTo(3);
      if (at == Math.floor(at)) {
        seconds.append(" %.0f".formatted(all.between(at, at + 1).rms()));
      }
    }
    System.out.println(seconds);
    assertThat(all.between(0, 1.5).rms()).as("the first words").isGreaterThan(300);
  }

  @Test
  void nobody_at_home_is_told_with_the_attempt() {
    hotline.core.answer(_ -> CallReply.noted());

    hotline.carryOut(new CallCommand.CallOut("out-78", "4", "13833335555", 2));

    assertThat(hotline.awaited(CallEvent.CalleeUnreached.class, "out-78"))
        .extracting(CallEvent.CalleeUnreached::attempt)
        .containsExactly("4");
  }
}
