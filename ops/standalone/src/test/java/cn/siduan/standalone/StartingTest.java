package cn.siduan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.demo.config.ConfigFolder;
import cn.siduan.dispatch.platform.config.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the way is told in a sentence, before anything is started. */
class StartingTest {

  @TempDir private Path path;

  @Test
  void an_unknown_option_is_answered_with_the_nearest() {
    assertThatThrownBy(() -> Options.parse(List.of("--resett")))
        .hasMessageContaining("--resett")
        .hasMessageContaining("Maybe --reset.");
    assertThatThrownBy(() -> Options.parse(List.of("--port", "99999")))
        .hasMessageContaining("65535");
    assertThatThrownBy(() -> Options.parse(List.of("--port"))).hasMessageContaining("value");
  }

  @Test
  void a_port_in_use_is_named() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      assertThatThrownBy(() -> start("--port", port))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("--port");
    }
    assertThat(path.resolve("postgres")).doesNotExist();
  }

  @Test
  void a_damaged_configuration_is_told_with_file_and_line() throws IOException {
    Path config = Files.createDirectory(path.resolve("config"));
    Files.writeString(config.resolve("dispatch.yaml"), "http:\n  prot: 8080\n  event_loops: x\n");
    assertThatThrownBy(() -> start("--config", config.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 2: http.prot")
        .hasMessageContaining("line 3: http.event_loops");
    assertThat(path.resolve("postgres")).doesNotExist();
  }

  @Test
  void a_folder_is_used_by_one_at_a_time() {
    try (DataFolder first = DataFolder.open(path)) {
      assertThatThrownBy(() -> DataFolder.open(first.path()))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use");
    }
    DataFolder.open(path).close();
  }

  @Test
  void secrets_are_made_once_for_their_owner_and_differ_from_demo_to_demo() throws IOException {
    SecretsFile made = SecretsFile.readOrMake(path, true);
    assertThat(SecretsFile.readOrMake(path, false)).isEqualTo(made);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(path.resolve("secrets.properties"))))
        .isEqualTo("rw-------");
    Path other = Files.createDirectory(path.resolve("other"));
    assertThat(SecretsFile.readOrMake(other, true).demoPassword())
        .isNotEqualTo(made.demoPassword());
    assertThat(made.toString()).doesNotContain(made.demoPassword());
  }

  @Test
  void data_without_their_secrets_are_not_overwritten() {
    assertThatThrownBy(() -> SecretsFile.readOrMake(path, false))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("--reset");
  }

  private void start(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--folder",
                path.toString(),
                "--config",
                ConfigFolder.find().toString(),
                "--port",
                "0"));
    arguments.addAll(List.of(more));
    Options options = Options.parse(arguments);
    try (Demo demo = Demo.open(options)) {
      demo.start(
          options,
          Clock.systemUTC(),
          new Progress(new PrintStream(OutputStream.nullOutputStream(), true)));
    }
  }
}
