package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {

  private static final ResourceBundle ZH = bundle(Locale.SIMPLIFIED_CHINESE);
  private static final ResourceBundle EN = bundle(Locale.ENGLISH);
  private static final Path MAIN = Path.of("src/main/java");

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        "problems",
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  @Test
  void both_languages_say_the_same_things() {
    assertThat(new TreeSet<>(ZH.keySet())).isEqualTo(new TreeSet<>(EN.keySet()));
    for (String key : ZH.keySet()) {
      assertThat(placeholders(ZH.getString(key)))
          .as(key)
          .isEqualTo(placeholders(EN.getString(key)));
    }
  }

  private static Set<String> placeholders(String text) {
    Set<String> names = new HashSet<>();
    Matcher matcher = Pattern.compile("\\{(\\w+)}").matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Of a key that stands twice the second text would silently hold for both. */
  @Test
  void no_text_stands_twice() throws IOException {
    for (String file : List.of("problems_en.properties", "problems_zh_CN.properties")) {
      List<String> keys =
          Files.readAllLines(Path.of("src/main/resources", file)).stream()
              .filter(line -> line.matches("[\\w.-]+=.*"))
              .map(line -> line.substring(0, line.indexOf('=')))
              .toList();
      assertThat(keys).as(file).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void every_problem_and_rule_the_code_names_has_its_text() throws IOException {
    Pattern problem =
        Pattern.compile("(?:Problem\\.of\\(\\s*\\d{3},|conflict\\()\\s*\"([a-z-]+)\"");
    Pattern rule =
        Pattern.compile("FieldError\\.of\\([^;]*?,\\s*\"([a-z-]+)\"\\s*[,)]", Pattern.DOTALL);
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file);
        collect(problem, code, "", ".title", missing);
        collect(problem, code, "", ".detail", missing);
        collect(rule, code, "rule.", "", missing);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static void collect(
      Pattern pattern, String code, String before, String behind, Set<String> missing) {
    Matcher matcher = pattern.matcher(code);
    while (matcher.find()) {
      String key = before + matcher.group(1) + behind;
      if (!EN.containsKey(key)) {
        missing.add(key);
      }
    }
  }

  @Test
  void the_language_is_the_first_one_asked_for_that_we_speak_and_chinese_otherwise() {
    assertThat(ProblemTexts.language("fr, en;q=0.8, zh;q=0.5")).isEqualTo(Locale.ENGLISH);
    assertThat(ProblemTexts.language("zh-TW")).isEqualTo(ProblemTexts.CHINESE);
    assertThat(ProblemTexts.language("fr")).isEqualTo(ProblemTexts.CHINESE);
    assertThat(ProblemTexts.language(";;;")).isEqualTo(ProblemTexts.CHINESE);
  }

  @Test
  void words_of_the_domain_are_put_in_words() {
    String text =
        ProblemTexts.text(
            ProblemTexts.CHINESE,
            "order-state.detail",
            Map.of(
                "number",
                "10000012",
                "state",
                "order.CLOSED",
                "command",
                "cmd.cancel",
                "allowed",
                java.util.List.of("order.RECEIVED", "order.IN_PROGRESS")));
    assertThat(text).isEqualTo("服务单 10000012 现为“已归档”，不能取消；要在“已受理、办理中”时才可以。请查看最新状态。");
  }
}
