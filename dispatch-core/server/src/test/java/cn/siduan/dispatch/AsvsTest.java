package cn.siduan.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsvsTest {

  private static final Path ROOT = Path.of("../..");

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Sources of tests by the name of their class. */
  private static Map<String, String> tests() throws IOException {
    try (Stream<Path> server = Files.walk(ROOT.resolve("dispatch-core/server/src/test/java"));
        Stream<Path> adapter = Files.walk(ROOT.resolve("telephony-adapter/src/test/java"))) {
      return Stream.concat(server, adapter)
          .filter(p -> p.toString().endsWith("Test.java"))
          .collect(
              Collectors.toMap(
                  p -> p.getFileName().toString().replace(".java", ""),
                  AsvsTest::read,
                  (one, other) -> one + other));
    }
  }

  @Test
  void every_test_the_table_names_is_there() throws IOException {
    Map<String, String> tests = tests();
    List<String> missing =
        Pattern.compile("`([A-Z][A-Za-z]+Test)(?:\\.([a-z0-9_]+))?`")
            .matcher(Files.readString(ROOT.resolve("ops/security/asvs.md")))
            .results()
            .filter(m -> !isThere(tests.getOrDefault(m.group(1), ""), m.group(2)))
            .map(m -> m.group())
            .toList();
    assertThat(missing).isEmpty();
  }

  private static boolean isThere(String source, @Nullable String method) {
    return !source.isEmpty() && (method == null || source.contains("void " + method + "("));
  }
}
