package cn.siduan.telephony.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.contract.call.Phrase;
import cn.siduan.contract.call.PromptReply;
import cn.siduan.contract.call.PromptReply.RecordedPrompt;
import cn.siduan.contract.call.PromptRequest;
import cn.siduan.telephony.link.CoreAwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchPromptsTest {

  @TempDir private Path folder;

  /** What the core has; answers as it does. */
  private final List<RecordedPrompt> recorded = new ArrayList<>();

  private boolean away;

  private PromptReply answer(PromptRequest request) {
    if (away) {
      throw new CoreAwayException("away", new IllegalStateException());
    }
    List<RecordedPrompt> told = new ArrayList<>();
    boolean sent = false;
    for (RecordedPrompt one : recorded) {
      boolean now = !sent && !request.known().contains(one.id());
      sent |= now;
      told.add(now ? one : new RecordedPrompt(one.prompt(), one.language(), one.digest(), ""));
    }
    return new PromptReply(told);
  }

  private FetchPrompts adapter() {
    return new FetchPrompts(folder.resolve("recorded"), this::answer);
  }

  private void record(String prompt, String language, int version) {
    recorded.removeIf(r -> r.prompt().equals(prompt) && r.language().equals(language));
    String sound =
        Base64.getEncoder().encodeToString(("sound " + version).getBytes(StandardCharsets.UTF_8));
    recorded.add(new RecordedPrompt(prompt, language, "%064x".formatted(version), sound));
  }

  @Test
  void what_is_recorded_is_fetched_replaced_and_taken_away_as_the_core_has_it() throws Exception {
    FetchPrompts adapter = adapter();
    record("greeting", "zh-CN", 1);
    record("thank-you", "en", 1);
    assertThat(adapter.fetch()).isTrue();
    assertThat(adapter.find("greeting", "zh-CN")).get().extracting(this::read).isEqualTo("sound 1");
    assertThat(adapter.find("thank-you", "en")).as("the same sound elsewhere").isPresent();
    assertThat(adapter.find("greeting", "en")).isEmpty();
    assertThat(adapter.fetch()).as("nothing new").isFalse();

    Path heard = adapter.find("greeting", "zh-CN").orElseThrow();
    record("greeting", "zh-CN", 2);
    assertThat(adapter.fetch()).isTrue();
    assertThat(adapter.find("greeting", "zh-CN")).get().extracting(this::read).isEqualTo("sound 2");
    assertThat(heard).as("somebody may be hearing it").exists();
    adapter.fetch();
    assertThat(heard).doesNotExist();

    recorded.clear();
    assertThat(adapter.fetch()).isTrue();
    assertThat(adapter.find("greeting", "zh-CN")).isEmpty();
  }

  @Test
  void an_adapter_that_starts_while_the_core_is_away_has_what_it_had() {
    record("greeting", "zh-CN", 1);
    adapter().fetch();
    away = true;
    FetchPrompts again = adapter();
    assertThatThrownBy(again::fetch).isInstanceOf(CoreAwayException.class);
    assertThat(again.find("greeting", "zh-CN")).isPresent();
  }

  @Test
  void a_name_that_would_lead_out_of_the_folder_is_left_alone() {
    FetchPrompts adapter = adapter();
    record("../../etc/passwd", "zh-CN", 1);
    adapter.fetch();
    assertThat(folder.resolve("recorded")).doesNotExist();
  }

  @Test
  void callers_hear_the_fetched_recording_rather_than_the_folder_s_and_the_machine_s()
      throws IOException {
    Path yaml = folder.resolve("prompts.yaml");
    Files.writeString(yaml, "greeting: {zh-CN: 好, en: Hello}");
    Path own = folder.resolve("recordings/zh-CN/greeting.wav");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "by hand");
    FetchPrompts adapter = adapter();
    Prompts prompts =
        new Prompts(
            PromptTexts.read(yaml),
            (_, _, _, target) -> Files.writeString(target, "machine"),
            folder.resolve("recordings"),
            folder.resolve("kept"),
            adapter);
    assertThat(heard(prompts)).isEqualTo("by hand");
    record("greeting", "zh-CN", 7);
    adapter.fetch();
    assertThat(heard(prompts)).isEqualTo("sound 7");
  }

  private String heard(Prompts prompts) {
    return read(
        Path.of(prompts.files(List.of(Phrase.of("greeting")), "zh-CN", false).getFirst() + ".wav"));
  }

  private String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
