package cn.siduan.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ConfigFolder;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.config.ReferencePage;
import cn.siduan.dispatch.platform.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

  private static final String COMMAND =
      "mvn -q -Pquick -pl dispatch-core/server -am test -Dtest=ReferencePageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dreference=write";

  private final ConfigReader reader = ConfigReader.defaults();

  @Test
  void the_reference_page_is_what_the_settings_say() throws IOException {
    ServerSettings.read(ConfigFolder.find(), reader);
    String page = ReferencePage.write(reader, COMMAND);
    Path file = ConfigFolder.find().resolve("reference.md");
    if ("write".equals(System.getProperty("reference"))) {
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file)).as("to write it again: " + COMMAND).isEqualTo(page);
  }

  @Test
  void every_setting_says_what_it_is() {
    ServerSettings.read(ConfigFolder.find(), reader);
    assertThat(reader.listDeclared())
        .allMatch(s -> s.about().length() > 8 && !s.about().contains("|"))
        .allMatch(s -> s.secret() == s.type().equals("secret"))
        .extracting(Setting::variable)
        .doesNotHaveDuplicates();
  }
}
