package cn.siduan.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.telephony.asterisk.AsteriskSettings.Address;
import cn.siduan.telephony.asterisk.AsteriskSettings.Hotline;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import cn.siduan.telephony.asterisk.AsteriskSettings.Trunk;
import cn.siduan.telephony.asterisk.AsteriskSettings.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAsteriskFilesTest {

  private static final Path TEMPLATES = Path.of("../config/asterisk");

  @TempDir private Path folder;

  private AsteriskSettings settings(Phone... phones) {
    return new AsteriskSettings(
        "east",
        folder.resolve("etc"),
        folder.resolve("state"),
        new Address("127.0.0.1", 5060),
        new Address("127.0.0.1", 8088),
        new Address("127.0.0.1", 5038),
        new Address("127.0.0.1", 4573),
        "siduan",
        "secret",
        10000,
        10399,
        300,
        Waiting.defaults(),
        List.of(new Hotline("12349", "main")),
        List.of(new Trunk("city", "10.0.0.9", 5060, List.of("10.0.0.9"), "", "")),
        List.of(phones));
  }

  private static Phone desk(String extension, String label) {
    return new Phone(extension, label, "s3cret", false);
  }

  private String written(String file) throws IOException {
    return Files.readString(folder.resolve("etc").resolve(file));
  }

  @Test
  void writes_every_file_and_leaves_no_place_unfilled() throws IOException {
    List<String> names = WriteAsteriskFiles.write(TEMPLATES, settings(desk("8001", "One")));

    assertThat(names).contains("pjsip.conf", "extensions.conf", "manager.conf", "modules.conf");
    for (String name : names) {
      assertThat(written(name)).as(name).doesNotContain("{{").doesNotContain("}}");
    }
    assertThat(written("extensions.conf")).contains("exten => 12349,1");
    assertThat(written("queues.conf")).contains("member => PJSIP/8001");
  }

  @Test
  void a_second_run_changes_nothing_and_a_new_telephone_only_what_names_telephones()
      throws IOException {
    WriteAsteriskFiles.write(TEMPLATES, settings(desk("8001", "One")));

    assertThat(WriteAsteriskFiles.write(TEMPLATES, settings(desk("8001", "One")))).isEmpty();
    assertThat(
            WriteAsteriskFiles.write(TEMPLATES, settings(desk("8001", "One"), desk("8002", "Two"))))
        .containsExactly("extensions.conf", "pjsip.conf", "queues.conf");
  }

  @Test
  void nobody_but_asterisk_reads_the_passwords() throws IOException {
    WriteAsteriskFiles.write(TEMPLATES, settings());

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("etc/manager.conf"))))
        .isEqualTo("rw-r-----");
  }

  @Test
  void a_label_that_would_become_configuration_is_refused_by_name() {
    assertThatThrownBy(
            () ->
                AsteriskFiles.render(
                    TEMPLATES, settings(desk("8001", "One\n[evil]\ntype=endpoint"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("phone.label");
  }

  @Test
  void an_extension_must_be_digits() {
    assertThatThrownBy(() -> AsteriskFiles.render(TEMPLATES, settings(desk("80a1", "One"))))
        .hasMessageContaining("phone.extension")
        .hasMessageContaining("80a1");
  }

  @Test
  void the_manager_s_user_may_neither_run_commands_nor_change_configuration() throws IOException {
    WriteAsteriskFiles.write(TEMPLATES, settings());

    assertThat(written("manager.conf").lines().filter(l -> l.startsWith("write =")))
        .containsExactly("write = originate,call,reporting");
  }
}
