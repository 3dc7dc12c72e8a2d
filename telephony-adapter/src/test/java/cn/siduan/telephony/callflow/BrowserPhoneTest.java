package cn.siduan.telephony.callflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.telephony.fixture.AsteriskFixture;
import cn.siduan.telephony.fixture.Hotline;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever may register as a browser phone, on a real Asterisk. */
@Tag("asterisk")
class BrowserPhoneTest {

  private static final String ONE = "aaaa1111aaaa1111aaaa1111aaaa1111";
  private static final String OTHER = "bbbb2222bbbb2222bbbb2222bbbb2222";

  private static Hotline hotline;

  @BeforeAll
  static void start() throws Exception {
    hotline = Hotline.start(2);
  }

  @AfterAll
  static void stop() {
    hotline.close();
  }

  private static void register(String extension, String secret) {
    hotline
        .asterisk
        .sipp(
            "register.xml",
            "-s",
            extension,
            "-key",
            "password",
            secret,
            "-m",
            "1",
            "-timeout",
            "5s",
            "-p",
            "" + AsteriskFixture.freePort())
        .await();
  }

  private static void assertRefused(String extension, String secret) {
    assertThatThrownBy(() -> register(extension, secret)).isInstanceOf(AssertionError.class);
  }

  @Test
  void a_browser_phone_registers_with_its_own_secret_only_and_only_until_it_is_taken_back()
      throws IOException {
    assertRefused("8101", ONE);

    assertThat(hotline.set(new PhoneSecret("8101", ONE))).isTrue();
    assertThat(hotline.set(new PhoneSecret("8102", OTHER))).isTrue();
    register("8101", ONE);
    register("8102", OTHER);
    assertRefused("8102", ONE);

    assertThat(hotline.set(new PhoneSecret("8101", OTHER))).isTrue();
    assertRefused("8101", ONE);
    register("8101", OTHER);

    assertThat(hotline.set(new PhoneSecret("8101", ""))).isTrue();
    assertRefused("8101", OTHER);
    register("8102", OTHER);
  }

  @Test
  void a_desk_phone_s_secret_cannot_be_changed_and_what_is_no_secret_is_none() throws IOException {
    assertThat(hotline.set(new PhoneSecret("8001", ONE))).isFalse();
    register("8001", "secret-8001");

    assertThat(hotline.set(new PhoneSecret("done", ONE))).isFalse();
    assertThat(hotline.set(new PhoneSecret("8101", "x\",\"realm\":\"y"))).isFalse();
  }
}
