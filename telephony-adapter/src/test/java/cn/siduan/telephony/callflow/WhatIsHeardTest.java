package cn.siduan.telephony.callflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.CallReply.Next;
import cn.siduan.contract.call.Phrase;
import cn.siduan.telephony.fixture.Handset;
import cn.siduan.telephony.fixture.Hotline;
import cn.siduan.telephony.fixture.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each telephone keeps what arrives at its ear; everybody speaks in a pitch of their own. */
@Tag("asterisk")
class WhatIsHeardTest {

  private static final double CALLER = 500;
  private static final double OPERATOR = 1000;
  private static final double SUPERVISOR = 1700;
  private static final double AUDIBLE = 400;
  private static final double QUIET = 60;

  private static Hotline hotline;

  @BeforeAll
  static void start() throws Exception {
    hotline = Hotline.start(2);
  }

  @AfterAll
  static void stop() {
    hotline.close();
  }

  private static void soon(BooleanSupplier so) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(so::getAsBoolean);
  }

  private static Sound last(Handset handset) {
    Sound all = handset.heard();
    return all.between(Math.max(0, all.seconds() - 0.5), all.seconds());
  }

  private static boolean hears(Handset handset, double pitch) {
    return last(handset).rms(pitch) > AUDIBLE;
  }

  private static CallReply reply(Next next, String language, boolean loud, String... prompts) {
    List<Phrase> say = List.of(prompts).stream().map(Phrase::of).toList();
    // spoken ahead, as an adapter does when it starts
    assertThat(hotline.prompts.files(say, language, loud)).isNotEmpty();
    return new CallReply(true, say, next, language, loud, false);
  }

  private static void greetWith(CallReply greeting) {
    hotline.core.answer(e -> e instanceof CallEvent.Arrived ? greeting : CallReply.noted());
  }

  @Test
  void the_call_is_answered_at_once_and_the_greeting_begins_within_a_second_and_a_half() {
    greetWith(reply(Next.WAIT, "zh-CN", false, "greeting"));

    try (Handset caller = hotline.caller("13900000201")) {
      soon(() -> caller.heard().seconds() > 4);

      double greeting = caller.secondsUntilHeard(AUDIBLE);
      System.out.printf(
          "answered after %d ms, greeted %.1f s later%n",
          caller.untilAnswered().toMillis(), greeting);
      assertThat(caller.untilAnswered()).isLessThan(Duration.ofSeconds(2));
      assertThat(greeting).isLessThan(1.5);
    }
  }

  @Test
  void supervisors_listen_unheard_whisper_to_the_operator_alone_and_barge_in_for_both() {
    hotline.core.answer(_ -> CallReply.noted());
    try (Handset operator = hotline.desk("8001");
        Handset supervisor = hotline.desk("8002");
        Handset caller = hotline.caller("13900000202")) {
      caller.say(Sound.tone(CALLER, 1));
      operator.say(Sound.tone(OPERATOR, 1));
      supervisor.say(Sound.tone(SUPERVISOR, 1));
      CallEvent.Arrived call = hotline.arrived("13900000202");
      hotline.connect(call, "8001", 1);
      soon(() -> hears(caller, OPERATOR) && hears(operator, CALLER));

      for (String how : List.of("q", "w", "B")) {
        hotline.carryOut(new CallCommand.Listen(call.callId(), "8001", "8002", how));
        soon(() -> hears(supervisor, CALLER) && hears(supervisor, OPERATOR));
        if (how.equals("q")) {
          assertThat(last(operator).rms(SUPERVISOR)).isLessThan(QUIET);
        } else {
          soon(() -> hears(operator, SUPERVISOR));
        }
        if (how.equals("B")) {
          soon(() -> hears(caller, SUPERVISOR));
        } else {
          assertThat(last(caller).rms(SUPERVISOR)).as(how).isLessThan(QUIET);
        }
        supervisor.hangUp();
        soon(() -> !hotline.asterisk.cli("core show channels concise").contains("!ChanSpy!"));
      }
    }
  }

  @Test
  void outside_hours_a_message_is_left_and_kept_and_nine_still_reaches_us() throws IOException {
    greetWith(reply(Next.MESSAGE, "zh-CN", false, "thank-you"));

    try (Handset caller = hotline.caller("13900000203")) {
      caller.say(Sound.tone(CALLER, 1));
      CallEvent.Arrived call = hotline.arrived("13900000203");
      Path message =
          hotline.asterisk.settings().spool().resolve("voicemail").resolve(call.callId() + ".wav");
      soon(() -> Files.exists(message) && seconds(message) > 2);
      caller.hangUp();
      soon(() -> !hotline.core.of(CallEvent.Ended.class, call.callId()).isEmpty());

      assertThat(Sound.read(message).rms(CALLER)).isGreaterThan(AUDIBLE);
    }
    try (Handset caller = hotline.caller("13900000204")) {
      CallEvent.Arrived call = hotline.arrived("13900000204");
      caller.press("9");
      assertThat(hotline.awaited(CallEvent.KeyPressed.class, call.callId()).getFirst().key())
          .isEqualTo("9");
      hotline.awaited(CallEvent.StillWaiting.class, call.callId());
      assertThat(caller.isOver()).isFalse();
    }
  }

  private static double seconds(Path wav) {
    try {
      return Sound.read(wav).seconds();
    } catch (IOException _) {
      return 0;
    }
  }

  @Test
  void an_order_number_is_keyed_in_and_silence_there_leads_back_to_the_queue() {
    hotline.core.answer(
        e ->
            e instanceof CallEvent.KeyPressed
                ? reply(Next.NUMBER, "zh-CN", false, "thank-you")
                : CallReply.noted());
    try (Handset caller = hotline.caller("13900000205");
        Handset silent = hotline.caller("13900000206")) {
      CallEvent.Arrived arrived = hotline.arrived("13900000205");
      String call = arrived.callId();
      String other = hotline.arrived("13900000206").callId();
      caller.press("2");
      silent.press("2");
      soon(
          () ->
              hotline
                  .asterisk
                  .cli("core show channels concise")
                  .lines()
                  .anyMatch(l -> l.startsWith(arrived.channel()) && l.contains("!Read!")));
      caller.press("12345678");

      assertThat(hotline.awaited(CallEvent.NumberKeyed.class, call).getFirst().digits())
          .isEqualTo("12345678");
      assertThat(hotline.awaited(CallEvent.NumberKeyed.class, other).getFirst().digits()).isEmpty();
      hotline.awaited(CallEvent.StillWaiting.class, other);
      assertThat(silent.isOver()).isFalse();
    }
  }

  @Test
  void the_hard_of_hearing_hear_it_louder_and_twice_and_english_is_another_sentence() {
    double once = spoken(reply(Next.FAREWELL, "zh-CN", false, "thank-you"), "13900000207");
    double twice = spoken(reply(Next.FAREWELL, "zh-CN", true, "thank-you"), "13900000208");
    double english = spoken(reply(Next.FAREWELL, "en", false, "greeting"), "13900000209");
    double chinese = spoken(reply(Next.FAREWELL, "zh-CN", false, "greeting"), "13900000210");

    assertThat(twice).isGreaterThan(1.7 * once);
    assertThat(english).isNotCloseTo(chinese, within(0.3));
  }

  /** How long it takes to say goodbye with these words. */
  private static double spoken(CallReply words, String number) {
    greetWith(words);
    try (Handset caller = hotline.caller(number)) {
      soon(caller::isOver);
      return caller.heard().seconds();
    }
  }
}
