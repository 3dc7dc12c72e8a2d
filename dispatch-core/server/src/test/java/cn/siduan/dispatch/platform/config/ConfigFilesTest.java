package cn.siduan.dispatch.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.siduan.dispatch.ServerSettings;
import cn.siduan.dispatch.fixture.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of the folder config, as they are told before anything is started. */
class ConfigFilesTest {

  private static final List<String> FILES =
      List.of(
          "dispatch.yaml",
          "calendars.yaml",
          "service-levels.yaml",
          "messages.yaml",
          "catalogue.yaml",
          "routing.yaml");
  private static final Map<String, String> SECRETS =
      Map.of(
          "SIDUAN_DATABASE_PASSWORD",
          "x",
          "SIDUAN_FIELD_KEYS",
          "1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
          "SIDUAN_DIGEST_KEY",
          "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String file : FILES) {
      Files.copy(ConfigFolder.find().resolve(file), folder.resolve(file));
    }
  }

  private void load() {
    ServerSettings.load(folder, SECRETS, new FixedLayer("the test", Map.of()));
  }

  private List<String> faults() {
    return catchThrowableOfType(ConfigException.class, this::load).faults().stream()
        .map(ConfigFault::toString)
        .toList();
  }

  /** The line of what is written. */
  private int damage(String file, String text) throws IOException {
    String before = Files.readString(folder.resolve(file));
    Files.writeString(folder.resolve(file), before + text);
    return (int) before.lines().count() + 1;
  }

  private int replace(String file, String what, String by) throws IOException {
    String before = Files.readString(folder.resolve(file));
    assertThat(before).contains(what);
    Files.writeString(folder.resolve(file), before.replaceFirst(what, by));
    return (int) before.substring(0, before.indexOf(what)).lines().count();
  }

  @Test
  void the_files_we_ship_have_no_fault() {
    assertThatCode(this::load).doesNotThrowAnyException();
  }

  @Test
  void every_damaged_file_is_told_by_name_and_line_in_words_that_help() throws IOException {
    for (String file : FILES) {
      damage(file, "\nfoo: [bar\n");
    }
    List<String> faults = faults();
    for (String file : FILES) {
      assertThat(faults)
          .filteredOn(f -> f.contains(file + " line "))
          .as(file)
          .singleElement()
          .satisfies(f -> assertThat(f).contains("is not YAML. Maybe"));
    }
    assertThat(faults).hasSize(FILES.size()).noneMatch(f -> f.contains("flow sequence"));
  }

  @Test
  void what_a_file_says_wrongly_is_told_with_its_line_together_with_the_others()
      throws IOException {
    replace("catalogue.yaml", "kind: MENU", "kind: MENUE");
    replace("catalogue.yaml", "form: home_cleaning", "form: home_cleanin");
    int routing = replace("routing.yaml", "standard: STANDARD", "standard: STANDART");
    replace("messages.yaml", "code: SOS_ALARM", "code: SOS_ALARN");
    replace("dispatch.yaml", "port: 8080", "port: many");
    assertThat(faults())
        .anySatisfy(
            f ->
                assertThat(f)
                    .containsPattern(
                        "catalogue.yaml line \\d+: categories\\[0].items\\[0].kind is \"MENUE\"."
                            + " Maybe MENU."))
        .anySatisfy(
            f ->
                assertThat(f)
                    .containsPattern(
                        "catalogue.yaml line \\d+: categories\\[0].items\\[0].form .* Maybe"
                            + " home_cleaning."))
        .anySatisfy(
            f -> assertThat(f).contains("routing.yaml line " + (routing + 1) + ": standard"))
        .anySatisfy(f -> assertThat(f).contains("messages.yaml line", "SOS_ALARM", "Maybe"))
        .anySatisfy(f -> assertThat(f).contains("dispatch.yaml line ", "many", "Maybe"));
  }

  @Test
  void a_form_that_screens_cannot_show_is_told_with_its_line() throws IOException {
    int line = damage("catalogue.yaml", "  broken:\n    type: array\n");
    assertThat(faults())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f)
                    .contains("catalogue.yaml line " + (line + 1) + ": forms.broken.type"));
  }

  @Test
  void a_file_that_is_not_there_is_as_delivered() throws IOException {
    Files.delete(folder.resolve("routing.yaml"));
    Files.delete(folder.resolve("messages.yaml"));
    assertThatCode(this::load).doesNotThrowAnyException();
  }
}
