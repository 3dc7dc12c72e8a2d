package cn.siduan.dispatch.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.siduan.dispatch.ServerSettings;
import cn.siduan.dispatch.fixture.ConfigFolder;
import cn.siduan.dispatch.fixture.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

  private static final String PASSWORD = "correct-horse";

  @TempDir private Path folder;
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "SIDUAN_DATABASE_PASSWORD",
              PASSWORD,
              "SIDUAN_FIELD_KEYS",
              "1:" + TestKeys.key(1),
              "SIDUAN_DIGEST_KEY",
              TestKeys.key(2)));

  @Test
  void the_delivered_file_is_in_order() {
    assertThat(ServerSettings.load(ConfigFolder.find(), environment, given()).http().port())
        .isEqualTo(8080);
  }

  @Test
  void the_environment_goes_before_the_file_and_the_file_before_the_default() throws IOException {
    file(
        """
        http:
          port: 9000
          event_loops: 3
        database:
          wait_for_connection: 2s
        """);
    environment.put("SIDUAN_HTTP_PORT", "9001");

    ServerSettings settings = load();

    assertThat(settings.http().port()).isEqualTo(9001);
    assertThat(settings.http().eventLoops()).isEqualTo(3);
    assertThat(settings.http().mostInFlight()).isEqualTo(400);
    assertThat(settings.database().waitForConnection()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void all_faults_are_told_together_with_place_value_and_remedy() throws IOException {
    file(
        """
        http:
          prot: 8080
          event_loops: many
        database:
          pool_size: 9999
          wait_for_connection: soon
        """);
    environment.put("SIDUAN_HTTP_HOSTS", "here");

    List<String> faults = faults();

    assertThat(faults).hasSize(5);
    assertThat(faults).anyMatch(f -> f.contains("line 2: http.prot") && f.contains("http.port"));
    assertThat(faults).anyMatch(f -> f.contains("line 3: http.event_loops is \"many\""));
    assertThat(faults).anyMatch(f -> f.contains("database.pool_size") && f.contains("1 to 500"));
    assertThat(faults).anyMatch(f -> f.contains("\"soon\"") && f.contains("100ms to 1m"));
    assertThat(faults).anyMatch(f -> f.contains("SIDUAN_HTTP_HOSTS") && f.contains("Maybe"));
  }

  @Test
  void a_secret_in_the_file_is_refused_and_not_repeated() throws IOException {
    file("database:\n  password: " + PASSWORD + "\n");
    environment.remove("SIDUAN_DATABASE_PASSWORD");

    assertThat(faults())
        .singleElement()
        .asString()
        .contains("line 2", "SIDUAN_DATABASE_PASSWORD_FILE")
        .doesNotContain(PASSWORD);
  }

  @Test
  void a_missing_secret_is_asked_for_by_its_variable() throws IOException {
    file("");
    environment.remove("SIDUAN_DATABASE_PASSWORD");

    assertThat(faults()).singleElement().asString().contains("SIDUAN_DATABASE_PASSWORD");
  }

  @Test
  void a_secret_can_be_kept_in_a_file() throws IOException {
    file("");
    Path secret = Files.writeString(folder.resolve("password"), "from a file\n");
    environment.put("SIDUAN_DATABASE_PASSWORD_FILE", secret.toString());

    assertThat(load().database().password()).isEqualTo("from a file");
  }

  @Test
  void a_secret_whose_file_cannot_be_read_is_a_fault() throws IOException {
    file("");
    environment.put("SIDUAN_DATABASE_PASSWORD_FILE", "/nowhere/at/all");

    assertThat(faults()).singleElement().asString().contains("/nowhere/at/all");
  }

  @Test
  void keys_that_cannot_be_used_are_a_fault_that_does_not_repeat_them() throws IOException {
    file("");
    environment.put("SIDUAN_FIELD_KEYS", "1:c2hvcnQ=");

    assertThat(faults())
        .singleElement()
        .asString()
        .contains("SIDUAN_FIELD_KEYS", "32")
        .doesNotContain("c2hvcnQ");
  }

  @Test
  void what_is_not_yaml_is_told_with_its_line() throws IOException {
    file("http:\n  port: [8080\n");

    assertThat(faults()).first().asString().contains("dispatch.yaml line", "is not YAML");
  }

  @Test
  void a_key_that_stands_twice_is_a_fault() throws IOException {
    file("http:\n  port: 1\n  port: 2\n");

    assertThat(faults()).singleElement().asString().contains("line 3", "twice", "line 2");
  }

  @Test
  void a_file_that_is_not_there_is_a_fault() {
    assertThat(faults()).singleElement().asString().contains("does not exist");
  }

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("dispatch.yaml"), text);
  }

  private ServerSettings load() {
    return ServerSettings.load(folder, environment, given());
  }

  private static FixedLayer given() {
    return new FixedLayer("test", Map.of());
  }

  private List<String> faults() {
    ConfigException thrown = catchThrowableOfType(ConfigException.class, this::load);
    return thrown.faults().stream().map(ConfigFault::toString).toList();
  }
}
