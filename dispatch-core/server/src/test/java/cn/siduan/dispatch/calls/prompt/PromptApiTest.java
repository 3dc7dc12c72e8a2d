package cn.siduan.dispatch.calls.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.PromptReply;
import cn.siduan.contract.call.PromptReply.RecordedPrompt;
import cn.siduan.contract.call.PromptRequest;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.eventbus.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PromptApiTest {

  private static final Actor ADMIN = Actor.staff(Role.ADMINISTRATOR, 90, "管理员");
  private static ApiFixture api;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void every_sentence_is_listed_with_its_text_and_what_is_filled_in() {
    JsonNode greeting = prompt("greeting-named");
    assertThat(greeting.at("/text/zh-CN").asText()).startsWith("{name}，您好");
    assertThat(greeting.get("places").get(0).asText()).isEqualTo("name");
    assertThat(prompt("thank-you").get("places")).isEmpty();
  }

  @Test
  void a_recording_of_a_studio_is_brought_to_the_telephone_and_heard_until_it_is_taken_away()
      throws Exception {
    String path = "/prompts/greeting/zh-CN/recording";
    assertThat(api.get(ADMIN, path).status()).isEqualTo(404);
    Answer kept = put(path, wav(44_100, 2, 2.0));
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    assertThat(kept.json().get("millis").asInt()).isBetween(1990, 2010);

    Answer heard = api.get(ADMIN, path);
    AudioFormat format =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(heard.response().body()))
            .getFormat();
    assertThat(format.getSampleRate()).isEqualTo(8000);
    assertThat(format.getChannels()).isEqualTo(1);
    assertThat(format.getSampleSizeInBits()).isEqualTo(16);
    assertThat(prompt("greeting").at("/recordings/0/recorded_by").asText()).isEqualTo("管理员");

    assertThat(delete(path)).isEqualTo(204);
    assertThat(delete(path)).as("once more").isEqualTo(204);
    assertThat(prompt("greeting").get("recordings")).isEmpty();
    assertThat(audited("greeting/zh-CN"))
        .containsExactly("putPromptRecording", "deletePromptRecording");
  }

  @Test
  void another_node_has_the_recording_too() throws Exception {
    try (ApiFixture other = api.another()) {
      put("/prompts/wait-next/en/recording", wav(8000, 1, 1.0));
      assertThat(other.get(ADMIN, "/prompts/wait-next/en/recording").status()).isEqualTo(200);
    }
  }

  @Test
  void an_adapter_is_told_what_it_does_not_know_one_at_a_time() throws Exception {
    put("/prompts/choices-repeat/zh-CN/recording", wav(8000, 1, 1.0));
    put("/prompts/choices-status/zh-CN/recording", wav(8000, 1, 1.0));
    Set<String> known = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      List<RecordedPrompt> sent = ask(known).stream().filter(r -> !r.sound().isEmpty()).toList();
      if (sent.isEmpty()) {
        break;
      }
      assertThat(sent).hasSize(1);
      known.add(sent.getFirst().id());
    }
    assertThat(known)
        .anyMatch(id -> id.startsWith("zh-CN.choices-repeat."))
        .anyMatch(id -> id.startsWith("zh-CN.choices-status."));
  }

  private static List<RecordedPrompt> ask(Set<String> known) throws Exception {
    String answer =
        api.vertx()
            .eventBus()
            .<String>request(
                CallAddresses.PROMPTS, Json.write(new PromptRequest(List.copyOf(known))))
            .map(Message::body)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    return Json.as(Json.tree(answer), PromptReply.class).recorded();
  }

  @Test
  void what_cannot_be_said_to_callers_is_refused_with_what_would_be_right() throws Exception {
    String path = "/prompts/thank-you/zh-CN/recording";
    assertThat(rule(put(path, "no sound".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("prompt-not-wav");
    assertThat(rule(put(path, wav(8000, 1, 31)))).isEqualTo("prompt-long");
    assertThat(rule(put(path, wav(8000, 1, 0.1)))).isEqualTo("prompt-empty");
    assertThat(rule(put("/prompts/greeting-named/en/recording", wav(8000, 1, 1))))
        .isEqualTo("prompt-places");
    assertThat(put("/prompts/no-such-prompt/en/recording", wav(8000, 1, 1)).status())
        .isEqualTo(404);
    assertThat(prompt("thank-you").get("recordings")).isEmpty();
  }

  @Test
  void a_supervisor_listens_and_replaces_nothing() throws Exception {
    assertThat(api.get(District.SUPERVISOR, "/prompts").status()).isEqualTo(200);
    var request =
        api.request(District.SUPERVISOR, "/prompts/thank-you/en/recording")
            .header("Content-Type", "audio/wav")
            .PUT(BodyPublishers.ofByteArray(wav(8000, 1, 1)));
    assertThat(
            api.send(District.SUPERVISOR, request, "PUT", "/prompts/thank-you/en/recording")
                .status())
        .isEqualTo(403);
  }

  private static Answer put(String path, byte[] body) {
    var request =
        api.request(ADMIN, path)
            .header("Content-Type", "audio/wav")
            .PUT(BodyPublishers.ofByteArray(body));
    return api.send(ADMIN, request, "PUT", path);
  }

  private static int delete(String path) {
    return api.send(ADMIN, api.request(ADMIN, path).DELETE(), "DELETE", path).status();
  }

  private static JsonNode prompt(String name) {
    return StreamSupport.stream(api.get(ADMIN, "/prompts").json().get("items").spliterator(), false)
        .filter(p -> p.get("prompt").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String rule(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.json().at("/errors/0/rule").asText();
  }

  private static List<String> audited(String object) {
    return api.database()
        .read(
            h ->
                h.createQuery(
                        "select action from audit where object_type = 'prompt' and object_id = :id"
                            + " order by id")
                    .bind("id", object)
                    .mapTo(String.class)
                    .list());
  }

  private static byte[] wav(int rate, int channels, double seconds) throws IOException {
    AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
    int frames = (int) (rate * seconds);
    byte[] samples = new byte[frames * format.getFrameSize()];
    for (int i = 0; i < samples.length; i += 2) {
      samples[i + 1] = (byte) (40 * Math.sin(i / 20.0));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(samples), format, frames),
        AudioFileFormat.Type.WAVE,
        file);
    return file.toByteArray();
  }
}
