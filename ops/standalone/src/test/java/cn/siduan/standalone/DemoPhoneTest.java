package cn.siduan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPhoneTest {

  private static final Path SHIPPED = Path.of("../../config");
  private static final SecretsFile SECRETS = new SecretsFile("ami-secret", "", "", "desk-secret");

  @TempDir private Path folder;

  private List<AsteriskSettings> read(Path config) {
    return new DemoPhone(folder.resolve("asterisk"), false).read(config, Map.of(), SECRETS);
  }

  private Path changed(String what, String by) throws IOException {
    String text = Files.readString(SHIPPED.resolve("telephony.yaml")).replace(what, by);
    Files.writeString(folder.resolve("telephony.yaml"), text);
    return folder;
  }

  @Test
  void the_demo_has_what_the_district_would_have_with_secrets_of_its_own_in_its_own_folder() {
    AsteriskSettings asterisk = read(SHIPPED).getFirst();

    assertThat(asterisk.name()).isEqualTo("ast1");
    assertThat(asterisk.hotlines().getFirst().number()).isEqualTo("12349");
    assertThat(asterisk.folder().startsWith(folder)).isTrue();
    assertThat(asterisk.amiSecret()).isEqualTo("ami-secret");
    assertThat(DemoPhone.range(List.of(asterisk), p -> !p.browser())).isEqualTo("8001-8008");
    assertThat(DemoPhone.range(List.of(asterisk), Phone::browser)).isEqualTo("8101-8108");
    assertThat(asterisk.phones().getFirst().secret()).isEqualTo("desk-secret");
  }

  @Test
  void a_port_that_is_taken_becomes_a_free_one_and_the_others_stay() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AsteriskSettings asterisk =
          read(changed("127.0.0.1:8088", "127.0.0.1:" + taken.getLocalPort())).getFirst();

      assertThat(asterisk.http().port()).isNotEqualTo(taken.getLocalPort()).isPositive();
    }
  }

  @Test
  void a_second_asterisk_is_a_second_entry() throws IOException {
    String text = Files.readString(SHIPPED.resolve("telephony.yaml"));
    String entry = text.substring(text.indexOf("  - name: ast1"));

    List<AsteriskSettings> two = read(changed(entry, entry + entry.replace("ast1", "ast2")));

    assertThat(two).extracting(AsteriskSettings::name).containsExactly("ast1", "ast2");
    assertThat(two.getFirst().folder()).isNotEqualTo(two.getLast().folder());
  }

  @Test
  void what_is_wrong_with_the_file_is_told() throws IOException {
    Path config = changed("sip: 127.0.0.1:5060", "sip: everywhere");

    assertThatThrownBy(() -> read(config)).hasMessageContaining("ast1.sip: \"everywhere\"");
  }
}
