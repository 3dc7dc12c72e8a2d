package cn.siduan.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelephonyFileTest {

  private static final Path SHIPPED = Path.of("../config/telephony.yaml");
  private static final Map<String, String> SECRETS =
      Map.of("AMI_SECRET", "manager", "PHONE_SECRET", "telephone");

  @TempDir private Path folder;

  private List<AsteriskSettings> read(String text) throws IOException {
    return TelephonyFile.read(Files.writeString(folder.resolve("telephony.yaml"), text), SECRETS);
  }

  @Test
  void the_file_that_is_shipped_can_be_read_and_written_as_asterisk_wants_it() throws IOException {
    AsteriskSettings asterisk = TelephonyFile.read(SHIPPED, SECRETS).getFirst();

    assertThat(asterisk.phones()).hasSize(16);
    assertThat(asterisk.phones().getFirst().secret()).isEqualTo("telephone");
    Map<String, String> files = AsteriskFiles.render(Path.of("../config/asterisk"), asterisk);
    assertThat(files.get("pjsip.conf")).contains("webrtc = yes", "[8101]", "protocol = ws");
    assertThat(files.get("queues.conf")).contains("PJSIP/8001").doesNotContain("PJSIP/8101");
    assertThat(files.get("manager.conf")).contains("secret = manager");
  }

  @Test
  void certificates_in_the_state_folder_switch_tls_on() throws IOException {
    AsteriskSettings plain =
        read(Files.readString(SHIPPED)
                .replace("data/asterisk/state", folder.resolve("state").toString()))
            .getFirst();
    Path keys = Files.createDirectories(plain.state().resolve("keys"));
    assertThat(AsteriskFiles.render(Path.of("../config/asterisk"), plain).get("http.conf"))
        .doesNotContain("tlsenable");

    Files.writeString(keys.resolve("certificate.pem"), "");
    Files.writeString(keys.resolve("private-key.pem"), "");
    Map<String, String> files = AsteriskFiles.render(Path.of("../config/asterisk"), plain);

    assertThat(files.get("http.conf")).contains("tlsenable = yes", "tlsbindaddr = 0.0.0.0:8089");
    assertThat(files.get("manager.conf")).contains("tlsbindaddr = 127.0.0.1:5039");
    assertThat(files.get("pjsip.conf")).contains("protocol = wss", "protocol = tls");
  }

  @Test
  void a_second_asterisk_is_a_second_entry() throws IOException {
    String text = Files.readString(SHIPPED);
    String entry = text.substring(text.indexOf("  - name: ast1"));

    List<AsteriskSettings> two = read(text + entry.replace("ast1", "ast2"));

    assertThat(two).extracting(AsteriskSettings::name).containsExactly("ast1", "ast2");
    assertThat(two.getFirst().elsewhere()).isEmpty();
  }

  @Test
  void several_asterisks_ring_each_other_s_telephones_with_a_secret_that_only_they_know()
      throws IOException {
    String text = Files.readString(SHIPPED);
    String entry = text.substring(text.indexOf("  - name: ast1"));
    String second =
        entry.replace("ast1", "ast2").replace("5060", "5062").replace("8001-8008", "8201-8208");

    List<AsteriskSettings> two = read(text + second);

    assertThat(two.getFirst().elsewhere()).containsEntry("8201", "peer-ast2");
    assertThat(two.getLast().elsewhere()).containsEntry("8001", "peer-ast1");
    assertThat(two.getFirst().peers().getFirst().secret())
        .isEqualTo(two.getLast().peers().getFirst().secret())
        .hasSize(64);
    assertThat(
            AsteriskFiles.render(Path.of("../config/asterisk"), two.getFirst()).get("pjsip.conf"))
        .contains("[peer-ast2]", "contact = sip:127.0.0.1:5062", "from_user = peer-ast1");
  }

  @Test
  void an_asterisk_that_listens_everywhere_has_no_address_for_the_others() throws IOException {
    String text = Files.readString(SHIPPED).replace("127.0.0.1:5060", "0.0.0.0:5060");
    String entry = text.substring(text.indexOf("  - name: ast1"));

    assertThat(read(text + entry.replace("ast1", "ast2"))).allMatch(a -> a.peers().isEmpty());
  }

  @Test
  void all_faults_are_told_together_by_place_value_and_what_would_be_right() throws IOException {
    String text =
        Files.readString(SHIPPED)
            .replace("sip: 127.0.0.1:5060", "sip: everywhere")
            .replace("8101-8108", "8001-8002")
            .replace("${AMI_SECRET}", "${NO_SUCH_SECRET}");

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ast1.sip: \"everywhere\" is no address. Maybe \"127.0.0.1:5060\"")
        .hasMessageContaining("8001 is there twice")
        .hasMessageContaining("${NO_SUCH_SECRET}");
  }

  @Test
  void a_desk_phone_without_a_secret_is_a_fault_and_a_browser_phone_has_none() throws IOException {
    String text = Files.readString(SHIPPED).replace(", secret: \"${PHONE_SECRET}\"", "");

    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("ast1.phones: 8001-8008 need a secret")
        .hasMessageNotContaining("8101");
  }

  @Test
  void a_word_that_nobody_knows_is_no_setting() throws IOException {
    String text = Files.readString(SHIPPED).replace("most_calls:", "mostcalls:");

    assertThatThrownBy(() -> read(text)).hasMessageContaining("mostcalls");
  }

  @Test
  void what_is_not_yaml_is_told_by_its_line_and_not_in_a_parser_s_words() {
    assertThatThrownBy(() -> read("hotlines: []\nasterisks: [\n  foo: [bar\n"))
        .hasMessageContaining("telephony.yaml: line ")
        .hasMessageContaining("is not YAML. Maybe")
        .hasMessageNotContaining("parsing");
  }
}
