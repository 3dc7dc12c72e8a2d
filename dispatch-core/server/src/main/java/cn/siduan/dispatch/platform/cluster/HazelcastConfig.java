package cn.siduan.dispatch.platform.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import java.util.List;

/**
 * Hazelcast as we run it: members it was told how to find, one interface, and nothing told to its
 * makers.
 */
public final class HazelcastConfig {

  private HazelcastConfig() {}

  public static Config of(ClusterSettings settings) {
    Config config = new Config();
    config.setClusterName(settings.name());
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        // of one interface only; its own list of interfaces would also rule out members given by
        // name
        .setProperty("hazelcast.local.localAddress", settings.host())
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty(
            "hazelcast.max.no.heartbeat.seconds", seconds(settings.deadAfter().toSeconds()))
        .setProperty(
            "hazelcast.operation.call.timeout.millis",
            Long.toString(settings.deadAfter().toMillis()))
        .setProperty(
            "hazelcast.merge.first.run.delay.seconds", seconds(settings.mergeEvery().toSeconds()))
        .setProperty(
            "hazelcast.merge.next.run.delay.seconds", seconds(settings.mergeEvery().toSeconds()));
    config.getMetricsConfig().setEnabled(false);
    config.getIntegrityCheckerConfig().setEnabled(false);
    network(config.getNetworkConfig(), settings);
    forVertx(config);
    return config;
  }

  private static String seconds(long seconds) {
    return Long.toString(seconds);
  }

  private static void network(NetworkConfig network, ClusterSettings settings) {
    network.setPort(settings.port()).setPortAutoIncrement(false);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    switch (settings.discovery()) {
      case Discovery.Alone _ -> join.getTcpIpConfig().setEnabled(false);
      case Discovery.Addresses(List<String> members) ->
          join.getTcpIpConfig().setEnabled(true).setMembers(members);
      case Discovery.DnsName(String name) ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("service-dns", name)
              .setProperty("service-port", Integer.toString(settings.port()));
      case Discovery.KubernetesService(String namespace, String service) ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("namespace", namespace)
              .setProperty("service-name", service)
              .setProperty("service-port", Integer.toString(settings.port()));
    }
  }

  /** What the event bus keeps here: who listens to which address. */
  private static void forVertx(Config config) {
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
  }
}
