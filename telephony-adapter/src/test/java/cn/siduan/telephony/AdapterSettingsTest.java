package cn.siduan.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterSettingsTest {

  private static final Map<String, String> SECRETS =
      Map.of("AMI_SECRET", "a-secret-of-ami", "PHONE_SECRET", "a-secret-of-phones");

  @TempDir Path folder;

  private AdapterSettings read(String replaced, String by) throws IOException {
    Path file = folder.resolve("adapter.yaml");
    String text = Files.readString(Path.of("../config/adapter.yaml"));
    assertThat(text).contains(replaced);
    Files.writeString(
        file, text.replace("config: config", "config: ../config").replace(replaced, by));
    return AdapterSettings.read(file, SECRETS);
  }

  @Test
  void the_file_that_comes_along_is_read() throws IOException {
    AdapterSettings settings = read("name: siduan", "name: siduan");

    assertThat(settings.asterisk().name()).isEqualTo("ast1");
    assertThat(settings.cluster().members()).containsExactly("127.0.0.1:5701");
  }

  @Test
  void an_asterisk_that_is_not_in_the_other_file_is_told_by_name() {
    assertThatThrownBy(() -> read("asterisk: ast1", "asterisk: ast9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ast9")
        .hasMessageContaining("ast1");
  }

  @Test
  void what_nobody_knows_or_is_missing_is_told_by_name() {
    assertThatThrownBy(() -> read("journal:", "jurnal: x\njournal:"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jurnal");
    assertThatThrownBy(() -> read("  port: 5711\n", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port");
  }
}
