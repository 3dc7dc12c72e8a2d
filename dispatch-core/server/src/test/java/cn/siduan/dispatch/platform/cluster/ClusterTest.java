package cn.siduan.dispatch.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.platform.config.ConfigException;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.config.FixedLayer;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterTest {

  private static Cluster join(int port, List<String> members) {
    return Cluster.join(
        new ClusterSettings(
            "cluster-test-" + members.hashCode(),
            members,
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
}
