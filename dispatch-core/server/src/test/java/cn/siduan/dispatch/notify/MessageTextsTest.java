package cn.siduan.dispatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ConfigFolder;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTextsTest {

  @TempDir Path folder;

  @Test
  void the_file_of_the_project_is_in_order() {
    ConfigFiles files = new ConfigFiles(ConfigFolder.find());
    MessageTexts.read(files);
    assertThat(files.faults().list()).isEmpty();
  }

  @Test
  void whatever_is_wrong_is_told_together() throws IOException {
    String good = Files.readString(ConfigFolder.find().resolve("messages.yaml"));
    Files.writeString(
        folder.resolve("messages.yaml"),
        good.replace("from: \"21:00\"", "from: \"25:00\"")
            .replace("code: ORDER_MERGED", "code: ORDER_MELTED")
            .replace("您的服务单{number}（{item}）已受理", "您的服务单{nummer}（{item}）已受理")
            .replace("We will contact you soon.【四端服务】", "We will contact you soon.")
            .replace("placeholders: [number, days]", "placeholders: [number, days, weather]")
            .replaceFirst("channels: \\[SMS, IN_APP]", "channels: [FAX]"));
    ConfigFiles files = new ConfigFiles(folder);
    MessageTexts.read(files);
    assertThat(files.faults().list())
        .anyMatch(f -> f.contains("quiet_hours.from") && f.contains("25:00"))
        .anyMatch(f -> f.contains("lack ORDER_MERGED"))
        .anyMatch(f -> f.contains("{nummer}") && f.contains("Maybe one of"))
        .anyMatch(f -> f.contains("signature"))
        .anyMatch(f -> f.contains("FAX"))
        .anyMatch(f -> f.contains("weather"))
        .hasSize(6);
  }

  @Test
  void a_text_is_filled_in_in_the_language_asked_for() {
    Template template = MessageTexts.defaults().get("ORDER_MERGED");
    Map<String, String> values = Map.of("number", "10000018", "into", "10000027");
    assertThat(template.text("zh-CN", values))
        .isEqualTo("服务单10000018与10000027为同一事项，已合并办理，请以10000027查询。【四端服务】");
    assertThat(template.text("en", values)).contains("Order 10000018", "10000027");
    assertThat(template.text("fr", values)).startsWith("服务单");
  }
}
