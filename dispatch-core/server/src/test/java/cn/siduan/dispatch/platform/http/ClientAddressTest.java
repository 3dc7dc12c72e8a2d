package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::6, 2001:db8:1:2::/64",
    "2001:db8::6, 2001:db8:0:0::/64",
    "::1, 0:0:0:0::/64",
    "fe80::1%eth0, fe80:0:0:0::/64",
    "::ffff:192.0.2.7, 192.0.2.7"
  })
  void an_ipv6_network_counts_as_one_address(String address, String counted) {
    assertThat(ClientAddress.network(address)).isEqualTo(counted);
  }

  @Test
  void no_address_is_no_reason_to_fail() {
    assertThat(ClientAddress.network(null)).isEmpty();
  }
}
