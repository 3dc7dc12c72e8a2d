package cn.siduan.demo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesFileTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  private final JsonNode root = ConfigFile.read("messages.yaml");
  private final List<JsonNode> messages = ConfigFile.list(root.path("messages"));

  @Test
  void every_text_ends_with_the_signature_and_bears_no_other() {
    String signature = root.path("signature").asText();
    assertThat(messages.stream().flatMap(m -> m.path("text").valueStream()))
        .extracting(JsonNode::asText)
        .allMatch(text -> text.endsWith(signature))
        .allMatch(text -> text.indexOf('【') == text.length() - signature.length());
  }

  @Test
  void every_message_is_written_in_both_languages() {
    assertThat(messages).allMatch(m -> m.path("text").has("zh-CN") && m.path("text").has("en"));
  }

  @Test
  void a_chinese_text_leaves_room_for_its_placeholders_in_one_or_two_sms() {
    assertThat(messages).allMatch(m -> m.path("text").path("zh-CN").asText().length() <= 70);
  }

  @Test
  void placeholders_are_those_declared() {
    assertThat(messages)
        .allSatisfy(
            m -> {
              Set<String> used = new TreeSet<>();
              m.path("text").valueStream().forEach(t -> used.addAll(placeholders(t.asText())));
              assertThat(used)
                  .as(m.path("code").asText())
                  .isEqualTo(new TreeSet<>(ConfigFile.texts(m.path("placeholders"))));
            });
  }

  @Test
  void danger_is_told_at_any_hour_and_nothing_else_but_codes() {
    assertThat(messages)
        .filteredOn(m -> m.path("safety").asBoolean())
        .extracting(m -> m.path("code").asText())
        .containsExactlyInAnyOrder(
            "LOGIN_CODE",
            "CHECK_IN_MISSED",
            "CHECK_IN_ALARM",
            "SOS_ALARM",
            "SOS_CLOSED",
            "EMERGENCY_OFFER");
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
