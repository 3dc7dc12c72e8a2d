package cn.siduan.dispatch.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.platform.config.ConfigException;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.config.EnvironmentLayer;
import cn.siduan.dispatch.platform.config.FixedLayer;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterTest {

  private static Cluster join(int port, List<String> members) {
    return Cluster.join(
        new ClusterSettings(
            "cluster-test-" + members.hashCode(),
            new Discovery.Addresses(members),
            "127.0.0.1",
            port,
            0,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5)),
        _ -> {});
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void nodes_that_name_one_another_share_an_event_bus() throws Exception {
    int one = freePort();
    int other = freePort();
    List<String> members = List.of("127.0.0.1:" + one, "127.0.0.1:" + other);
    Cluster first = join(one, members);
    Cluster second = join(other, members);
    try {
      first
          .vertx()
          .eventBus()
          .consumer("echo", m -> m.reply("heard " + m.body()))
          .completion()
          .await(20, TimeUnit.SECONDS);
      Object answer =
          second.vertx().eventBus().request("echo", "it").await(20, TimeUnit.SECONDS).body();
      assertThat(answer).isEqualTo("heard it");
    } finally {
      second.vertx().close().await();
      HazelcastInstance left = first.hazelcast().orElseThrow();
      await().until(() -> left.getCluster().getMembers().size() == 1);
      first.vertx().close().await();
      assertThat(left.getLifecycleService().isRunning()).isFalse();
    }
  }

  @Test
  void nodes_may_be_given_by_name_and_listen_on_their_one_address_only() throws Exception {
    int one = freePort();
    int other = freePort();
    List<String> members = List.of("localhost:" + one, "localhost:" + other);
    Cluster first = join(one, members);
    Cluster second = join(other, members);
    try {
      HazelcastInstance hazelcast = second.hazelcast().orElseThrow();
      assertThat(hazelcast.getCluster().getMembers()).hasSize(2);
      try (Socket elsewhere = new Socket()) {
        assertThatThrownBy(() -> elsewhere.connect(new InetSocketAddress("127.0.0.2", one), 2000))
            .isInstanceOf(ConnectException.class);
      }
    } finally {
      second.vertx().close().await();
      first.vertx().close().await();
    }
  }

  @Test
  void a_node_without_members_is_alone_and_needs_no_hazelcast() {
    Cluster cluster = Cluster.join(ClusterSettings.alone(), _ -> {});
    assertThat(cluster.hazelcast()).isEmpty();
    assertThat(cluster.vertx().isClustered()).isFalse();
    cluster.vertx().close().await();
  }

  @Test
  void a_member_that_is_no_address_is_refused_and_so_is_every_interface() {
    FixedLayer given =
        new FixedLayer("test", Map.of("cluster.members", "10.0.0.1", "cluster.host", "0.0.0.0"));
    ConfigReader reader = ConfigReader.over(List.of(given));
    ClusterSettings.read(reader.section("cluster", "Nodes."));
    assertThatThrownBy(reader::done)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("has \"10.0.0.1\", which is not host:port")
        .hasMessageContaining("is every interface");
  }

  private static ClusterSettings read(Map<String, String> environment) {
    ConfigReader reader = ConfigReader.over(List.of(new EnvironmentLayer(environment, Set.of())));
    ClusterSettings settings = ClusterSettings.read(reader.section("cluster", "Nodes."));
    reader.done();
    return settings;
  }

  @Test
  void nodes_given_by_address_look_nowhere_else_and_listen_on_one_interface() {
    ClusterSettings settings =
        read(
            Map.of(
                "SIDUAN_CLUSTER_MEMBERS", "10.0.0.1:5701,10.0.0.2:5701",
                "SIDUAN_CLUSTER_HOST", "10.0.0.1",
                "SIDUAN_CLUSTER_PORT", "5711"));
    Config config = HazelcastConfig.of(settings);
    assertThat(ways(config)).containsExactly("tcp-ip");
    assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers())
        .containsExactly("10.0.0.1:5701", "10.0.0.2:5701");
    assertThat(config.getProperty("hazelcast.local.localAddress")).isEqualTo("10.0.0.1");
    assertThat(config.getNetworkConfig().getPort()).isEqualTo(5711);
    assertThat(config.getNetworkConfig().isPortAutoIncrement()).isFalse();
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
  }

  @Test
  void nodes_given_by_a_name_are_all_the_addresses_it_has() {
    Config config =
        HazelcastConfig.of(
            read(
                Map.of(
                    "SIDUAN_CLUSTER_DNS", "core.siduan.svc", "SIDUAN_CLUSTER_HOST", "10.0.0.1")));
    assertThat(ways(config)).containsExactly("kubernetes");
    assertThat(config.getNetworkConfig().getJoin().getKubernetesConfig().getProperties())
        .containsOnly(entry("service-dns", "core.siduan.svc"), entry("service-port", "5701"));
  }

  @Test
  void nodes_given_by_a_service_are_asked_of_kubernetes() {
    Config config =
        HazelcastConfig.of(
            read(
                Map.of(
                    "SIDUAN_CLUSTER_KUBERNETES_SERVICE", "core",
                    "SIDUAN_CLUSTER_KUBERNETES_NAMESPACE", "siduan",
                    "SIDUAN_CLUSTER_HOST", "10.0.0.1")));
    assertThat(ways(config)).containsExactly("kubernetes");
    assertThat(config.getNetworkConfig().getJoin().getKubernetesConfig().getProperties())
        .containsOnly(
            entry("namespace", "siduan"),
            entry("service-name", "core"),
            entry("service-port", "5701"));
  }

  @Test
  void two_ways_at_once_and_names_that_are_none_are_refused() {
    Map<String, String> two =
        Map.of(
            "SIDUAN_CLUSTER_MEMBERS",
            "10.0.0.1:5701",
            "SIDUAN_CLUSTER_DNS",
            "core",
            "SIDUAN_CLUSTER_HOST",
            "::1");
    assertThatThrownBy(() -> read(two))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("given together with dns");
    assertThatThrownBy(
            () ->
                read(Map.of("SIDUAN_CLUSTER_DNS", "core_1; rm", "SIDUAN_CLUSTER_HOST", "10.0.0.1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"core_1; rm\", which is no name");
  }

  private static List<String> ways(Config config) {
    JoinConfig join = config.getNetworkConfig().getJoin();
    Map<String, Boolean> ways = new TreeMap<>();
    ways.put("auto", join.isAutoDetectionEnabled());
    ways.put("multicast", join.getMulticastConfig().isEnabled());
    ways.put("tcp-ip", join.getTcpIpConfig().isEnabled());
    ways.put("kubernetes", join.getKubernetesConfig().isEnabled());
    ways.put("aws", join.getAwsConfig().isEnabled());
    ways.put("eureka", join.getEurekaConfig().isEnabled());
    return ways.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }
}
