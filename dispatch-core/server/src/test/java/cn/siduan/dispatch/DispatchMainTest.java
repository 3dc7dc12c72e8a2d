package cn.siduan.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ConfigFolder;
import cn.siduan.dispatch.fixture.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node as a process of its own: how it ends when it cannot begin, and what it says. */
class DispatchMainTest {

  private static final Map<String, String> SECRETS =
      Map.of(
          "SIDUAN_DATABASE_PASSWORD", "hunter2-of-the-database",
          "SIDUAN_FIELD_KEYS", "1:" + TestKeys.key(7),
          "SIDUAN_DIGEST_KEY", TestKeys.key(8),
          "SIDUAN_SECURITY_FIRST_PASSWORD", "hunter2-of-the-first",
          "SIDUAN_NOTIFY_SMS_TOKEN", "hunter2-of-the-gateway");

  @TempDir Path folder;

  private record Ended(int code, String said) {}

  private Ended run(Map<String, String> more) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DispatchMain.class.getName(),
                ConfigFolder.find().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = new HashMap<>(SECRETS);
    environment.putAll(more);
    builder.environment().keySet().removeIf(name -> name.startsWith("SIDUAN_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
      return new Ended(process.exitValue(), Files.readString(log));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void saysNoSecret(String said) {
    for (String secret : SECRETS.values()) {
      assertThat(said).doesNotContain(secret);
    }
    assertThat(said).doesNotContain("hunter2");
  }

  @Test
  void a_node_without_its_database_ends_so_that_it_is_started_again_and_tells_no_secret()
      throws Exception {
    Ended ended =
        run(
            Map.of(
                "SIDUAN_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/siduan",
                "SIDUAN_LOG_LEVEL", "DEBUG",
                "SIDUAN_CLUSTER_MEMBERS", "127.0.0.1:5999"));
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("this node could not start").contains("127.0.0.1:1");
    saysNoSecret(ended.said());
  }

  @Test
  void wrong_settings_are_named_all_at_once_and_no_secret_among_them() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "SIDUAN_HTTP_PORT", "eighty",
            "SIDUAN_FIELD_KEYS", "1:hunter2-and-no-key",
            "SIDUAN_DATABASE_PASSWORDS", "hunter2-in-a-name-mistyped");
    Ended ended = run(wrong);
    assertThat(ended.code()).isEqualTo(3);
    for (String named : List.of("http.port", "field_keys", "SIDUAN_DATABASE_PASSWORDS")) {
      assertThat(ended.said()).contains(named);
    }
    saysNoSecret(ended.said());
  }
}
