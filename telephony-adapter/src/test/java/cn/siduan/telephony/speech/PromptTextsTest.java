package cn.siduan.telephony.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.contract.call.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTextsTest {

  @TempDir private Path folder;

  private PromptTexts texts(String yaml) throws IOException {
    Path file = folder.resolve("prompts.yaml");
    Files.writeString(file, yaml);
    return PromptTexts.read(file);
  }

  @Test
  void the_district_s_own_prompts_are_in_order() throws IOException {
    assertThat(PromptTexts.read(Path.of("../config/prompts.yaml")).listPrompts())
        .contains("greeting", "leave-message", "care-check");
  }

  @Test
  void numbers_are_read_out_digit_by_digit_where_the_text_says_so() throws IOException {
    PromptTexts texts = texts("done: {zh-CN: '单号{number|digits}', en: 'number {number|digits}'}");

    assertThat(texts.text(Phrase.of("done", Map.of("number", "10000014")), "en"))
        .isEqualTo("number 1 0 0 0 0 0 1 4");
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThatThrownBy(() -> texts("a: {zh-CN: 甲}\nb: {zh-CN: '{x}', en: '{y}'}"))
        .hasMessageContaining("a has no text in en")
        .hasMessageContaining("b has other {places}");
  }

  @Test
  void a_value_cannot_bring_in_places_of_its_own() throws IOException {
    PromptTexts texts = texts("hello: {zh-CN: '{name}好', en: 'Hello {name}'}");

    assertThat(texts.text(Phrase.of("hello", Map.of("name", "$1{name}")), "en"))
        .isEqualTo("Hello $1{name}");
  }

  @Test
  void an_unknown_prompt_is_told_by_name() throws IOException {
    PromptTexts texts = texts("hello: {zh-CN: 好, en: Hello}");

    assertThatThrownBy(() -> texts.text(Phrase.of("helo"), "en")).hasMessageContaining("helo");
  }
}
