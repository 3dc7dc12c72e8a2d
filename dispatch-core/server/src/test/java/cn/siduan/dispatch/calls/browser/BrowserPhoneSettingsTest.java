package cn.siduan.dispatch.calls.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.dispatch.platform.config.ConfigException;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.config.FixedLayer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserPhoneSettingsTest {

  private static BrowserPhoneSettings read(Map<String, String> given) {
    ConfigReader in = ConfigReader.over(List.of(new FixedLayer("test", given)));
    BrowserPhoneSettings settings =
        BrowserPhoneSettings.read(in.section("browser_phone", "The browser as a telephone."));
    in.done();
    return settings;
  }

  @Test
  void without_an_address_there_are_desk_phones_only() {
    assertThat(read(Map.of()).isOffered()).isFalse();
    assertThat(read(Map.of()).origin()).isEmpty();
  }

  @Test
  void pages_may_connect_to_its_host_and_to_nothing_else() {
    BrowserPhoneSettings settings =
        read(
            Map.of(
                "browser_phone.websocket", "wss://phone.example.cn:8089/ws",
                "browser_phone.extensions", "8101-8103"));
    assertThat(settings.origin()).isEqualTo("wss://phone.example.cn:8089");
    assertThat(settings.extensions()).containsExactly("8101", "8102", "8103");
  }

  @Test
  void what_would_break_the_policy_of_pages_is_refused() {
    assertThatThrownBy(
            () -> read(Map.of("browser_phone.websocket", "wss://a; script-src 'unsafe-inline'")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("wss://phone.example.cn/ws");
  }
}
