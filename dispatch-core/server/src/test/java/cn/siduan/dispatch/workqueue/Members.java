package cn.siduan.dispatch.workqueue;

import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.platform.cluster.ClusterSettings;
import cn.siduan.dispatch.platform.cluster.Discovery;
import cn.siduan.dispatch.platform.cluster.HazelcastConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hazelcast members of one cluster, over real sockets. Each is reached only through a {@link
 * CuttableLink}, which knows by the ports it calls from who calls, so that the cluster can be
 * split.
 */
final class Members implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOST = "127.0.0.1";

  // below the ports that systems give out themselves
  private static final int FIRST_PORT = 12_000;
  private static final int PORTS_EACH = 100;
  private static final AtomicInteger BLOCKS = new AtomicInteger();

  /** The ports a member calls from. */
  private record Ports(int first) {
    static Ports next() {
      return new Ports(FIRST_PORT + BLOCKS.getAndIncrement() * PORTS_EACH);
    }

    boolean contains(int port) {
      return port >= first && port < first + PORTS_EACH;
    }

    String range() {
      return first + "-" + (first + PORTS_EACH - 1);
    }
  }

  private final List<Ports> ports = new ArrayList<>();

  private final List<CuttableLink> links = new ArrayList<>();
  private final List<HazelcastInstance> instances = new ArrayList<>();

  private Members() {}

  static Members start(int count) {
    Members members = new Members();
    List<String> addresses = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      CuttableLink link = new CuttableLink(freePort());
      members.ports.add(Ports.next());
      members.links.add(link);
      addresses.add(link.address());
    }
    for (int i = 1; i <= count; i++) {
      members.instances.add(
          Hazelcast.newHazelcastInstance(
              config(members.links.get(i - 1), members.ports.get(i - 1), addresses)));
    }
    members.awaitSize(count);
    return members;
  }

  private static Config config(CuttableLink link, Ports ports, List<String> addresses) {
    ClusterSettings settings =
        new ClusterSettings(
            "test-" + ProcessHandle.current().pid() + "-" + addresses.hashCode(),
            new Discovery.Addresses(addresses),
            HOST,
            link.target(),
            0,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2));
    Config config = HazelcastConfig.of(settings);
    config.getNetworkConfig().setPublicAddress(link.address());
    config.getNetworkConfig().addOutboundPortDefinition(ports.range());
    HazelcastHandOver.configure(config, 10_000);
    return config;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HazelcastInstance get(int index) {
    return instances.get(index);
  }

  int size(int index) {
    return instances.get(index).getCluster().getMembers().size();
  }

  void awaitSize(int size) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                instances.stream()
                    .filter(i -> i.getLifecycleService().isRunning())
                    .allMatch(i -> i.getCluster().getMembers().size() == size));
  }

  /** The member with this index hears no other and is heard by none. */
  void cutOff(int index) {
    for (int other = 0; other < links.size(); other++) {
      if (other != index) {
        links.get(other).refuse(ports.get(index)::contains);
        links.get(index).refuse(ports.get(other)::contains);
      }
    }
    await().atMost(PATIENCE).until(() -> size(index) == 1);
    await().atMost(PATIENCE).until(() -> size(index == 0 ? 1 : 0) == instances.size() - 1);
  }

  void heal() {
    links.forEach(CuttableLink::heal);
    awaitSize(instances.size());
  }

  /** As by pulling the plug: nothing is said to the others and nothing handed over. */
  void kill(int index) {
    instances.get(index).getLifecycleService().terminate();
  }

  @Override
  public void close() {
    instances.forEach(i -> i.getLifecycleService().terminate());
    links.forEach(CuttableLink::close);
  }
}
