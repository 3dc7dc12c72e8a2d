package cn.siduan.dispatch.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.platform.net.Destinations.Route;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DestinationsTest {

  private static final Map<String, String[]> NAMES =
      Map.of(
          "hook.example", new String[] {"93.184.215.14"},
          "two.example", new String[] {"93.184.215.14", "10.0.0.5"},
          "inside.example", new String[] {"192.168.1.7"},
          "six.example", new String[] {"2606:2800:21f:cb07:6820:80da:af6b:8b2c"},
          "localhost", new String[] {"127.0.0.1", "::1"});

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    if (Network.isLiteral(host)) {
      return InetAddress.getAllByName(host);
    }
    String[] found = NAMES.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return Arrays.stream(found).map(DestinationsTest::address).toArray(InetAddress[]::new);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Destinations trusting(String... networks) {
    return new Destinations(
        Arrays.stream(networks).map(Network::of).toList(), DestinationsTest::resolve);
  }

  @Test
  void https_goes_into_the_internet_and_nowhere_else() {
    Destinations any = trusting();
    for (String good :
        List.of(
            "https://hook.example/a?b=c",
            "HTTPS://hook.example:8443/",
            "https://hook.example./",
            "https://six.example/",
            "https://93.184.215.14/",
            "https://not-there-yet.example/")) {
      assertThat(any.mayRegister(good)).as(good).isTrue();
    }
    for (String bad :
        List.of(
            "http://hook.example/",
            "https://inside.example/",
            "https://two.example/",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://127.1.2.3:8080/",
            "https://10.1.2.3/",
            "https://172.31.255.255/",
            "https://192.168.0.1/",
            "https://169.254.169.254/latest/meta-data/",
            "https://100.100.100.200/",
            "https://0.0.0.0/",
            "https://255.255.255.255/",
            "https://224.0.0.1/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:192.168.1.1]/",
            "https://[::ffff:a9fe:a9fe]/",
            "https://[fe80::1]/",
            "https://[fd00::1]/",
            "https://[64:ff9b::a9fe:a9fe]/",
            "https://[2002:7f00:1::]/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://user@hook.example/",
            "https://hook.example:99999/",
            "http://not-there-yet.example/",
            "ftp://hook.example/",
            "file:///etc/passwd",
            "hook.example",
            "https:///path",
            "")) {
      assertThat(any.mayRegister(bad)).as(bad).isFalse();
    }
  }

  @Test
  void a_trusted_network_is_sent_to_also_without_encryption_and_no_other() {
    Destinations some = trusting("192.168.1.0/24", "fd00::/8");
    assertThat(some.mayRegister("http://inside.example/offers")).isTrue();
    assertThat(some.mayRegister("https://inside.example/offers")).isTrue();
    assertThat(some.mayRegister("http://[fd12::7]:8080/offers")).isTrue();
    assertThat(some.mayRegister("http://192.168.2.7/")).isFalse();
    assertThat(some.mayRegister("http://hook.example/")).isFalse();
    assertThat(some.mayRegister("https://127.0.0.1/")).isFalse();
  }

  @Test
  void what_is_sent_goes_to_the_address_that_was_looked_at() {
    Route route = trusting().route("https://hook.example/offers");
    assertThat(route).isInstanceOf(Route.To.class);
    assertThat(((Route.To) route).address().getHostAddress()).isEqualTo("93.184.215.14");
    assertThat(trusting().route("https://not-there-yet.example/"))
        .isInstanceOf(Route.Unknown.class);
  }

  /** DNS rebinding: public while it is registered, the machine itself when something is sent. */
  @Test
  void a_name_that_changes_its_mind_is_not_followed_inside() {
    Deque<String> answers = new ArrayDeque<>(List.of("93.184.215.14", "127.0.0.1"));
    Destinations any =
        new Destinations(List.of(), _ -> new InetAddress[] {address(answers.remove())});
    assertThat(any.mayRegister("https://turns.example/")).isTrue();
    assertThat(any.route("https://turns.example/")).isInstanceOf(Route.Forbidden.class);
  }

  @Test
  void many_are_looked_at_without_looking_names_up() {
    Destinations asleep =
        new Destinations(
            List.of(),
            host -> {
              assertThat(Network.isLiteral(host) || host.equals("localhost")).isTrue();
              return resolve(host);
            });
    assertThat(asleep.looksRight("https://hook.example/")).isTrue();
    assertThat(asleep.looksRight("https://10.0.0.1/")).isFalse();
    assertThat(asleep.looksRight("https://localhost/")).isFalse();
    assertThat(asleep.looksRight("http://hook.example/")).isFalse();
    assertThat(asleep.looksRight("nonsense")).isFalse();
  }

  @Test
  void networks_are_read_as_they_are_written() {
    assertThat(Network.parse("10.20.0.0/16").orElseThrow().contains(address("10.20.255.1")))
        .isTrue();
    assertThat(Network.parse("10.20.0.0/16").orElseThrow().contains(address("10.21.0.1")))
        .isFalse();
    assertThat(Network.parse("fd00::/8").orElseThrow().contains(address("fdff::1"))).isTrue();
    assertThat(Network.parse("0.0.0.0/0").orElseThrow().contains(address("8.8.8.8"))).isTrue();
    for (String bad : List.of("10.20.0.0", "10.20.0.0/33", "intranet/8", "10.0.0.0/-1", "/8", "")) {
      assertThat(Network.parse(bad)).as(bad).isEmpty();
    }
  }
}
