package cn.siduan.telephony.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.siduan.contract.call.Phrase;
import cn.siduan.telephony.fixture.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long and how loud what callers hear is, as espeak-ng speaks it. */
class PromptSoundTest {

  private static final int LOUDEST = 32_767;

  @TempDir private Path folder;

  private Sound spoken(Phrase phrase, String language, boolean loud) throws IOException {
    Prompts prompts =
        new Prompts(
            PromptTexts.read(Path.of("../config/prompts.yaml")),
            new EspeakSynthesizer(),
            Path.of("../config/recordings"),
            folder);
    return Sound.read(Path.of(prompts.files(List.of(phrase), language, loud).getFirst() + ".wav"));
  }

  private static boolean isThere() {
    return Files.isExecutable(Path.of("/usr/bin/espeak-ng"));
  }

  @Test
  void every_sentence_is_short_audible_and_not_torn() throws IOException {
    assumeTrue(isThere(), "without espeak-ng there is nothing to hear");
    PromptTexts texts = PromptTexts.read(Path.of("../config/prompts.yaml"));
    Map<String, String> measured = new TreeMap<>();
    for (String prompt : texts.listPrompts()) {
      for (String language : PromptTexts.LANGUAGES) {
        Sound sound = spoken(Phrase.of(prompt), language, false);
        measured.put(
            prompt + " " + language,
            "%.1f s, rms %.0f, peak %d".formatted(sound.seconds(), sound.rms(), sound.peak()));
        assertThat(sound.seconds()).as(prompt + " " + language).isBetween(0.8, 20.0);
        assertThat(sound.rms()).as(prompt + " " + language).isBetween(700.0, 6_000.0);
        assertThat(sound.peak()).as(prompt + " " + language).isLessThan(LOUDEST);
      }
    }
    measured.forEach((prompt, figures) -> System.out.println(prompt + ": " + figures));
  }

  @Test
  void for_the_hard_of_hearing_it_is_louder() throws IOException {
    assumeTrue(isThere(), "without espeak-ng there is nothing to hear");

    double usual = spoken(Phrase.of("greeting"), "zh-CN", false).rms();

    assertThat(spoken(Phrase.of("greeting"), "zh-CN", true).rms()).isGreaterThan(1.3 * usual);
  }
}
