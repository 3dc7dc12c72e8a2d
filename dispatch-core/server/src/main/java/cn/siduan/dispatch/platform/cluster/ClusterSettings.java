package cn.siduan.dispatch.platform.cluster;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which nodes belong together. They trust one another without a password: bind to an interface that
 * only they can reach.
 *
 * @param discovery how they find one another
 * @param host the interface to listen on for other nodes
 * @param port for Hazelcast
 * @param busPort for the event bus; 0 for any free one
 * @param deadAfter a node that has been silent this long is out of the cluster
 * @param mergeEvery how often parts of a split cluster look for one another
 */
public record ClusterSettings(
    String name,
    Discovery discovery,
    String host,
    int port,
    int busPort,
    Duration deadAfter,
    Duration mergeEvery) {

  private static final Duration DEAD_AFTER = Duration.ofSeconds(15);
  private static final Duration MERGE_EVERY = Duration.ofSeconds(30);

  public static ClusterSettings alone() {
    return new ClusterSettings(
        "siduan", new Discovery.Alone(), "127.0.0.1", 5701, 0, DEAD_AFTER, MERGE_EVERY);
  }

  public boolean isAlone() {
    return discovery instanceof Discovery.Alone;
  }

  public static ClusterSettings read(ConfigReader in) {
    ClusterSettings settings =
        new ClusterSettings(
            in.text("name", "siduan", "Nodes of another name are strangers."),
            discovery(in),
            in.text(
                "host",
                "127.0.0.1",
                "Address to listen on for other nodes. They need no password: nobody else may reach"
                    + " it."),
            in.number("port", 5701, 1, 65535, "Port for membership and the work queues."),
            in.number("bus_port", 0, 0, 65535, "Port for the event bus; 0 for any free one."),
            in.duration(
                "dead_after",
                DEAD_AFTER,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                "A node silent for this long is out of the cluster; others do its work."),
            in.duration(
                "merge_every",
                MERGE_EVERY,
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                "How often the parts of a split cluster look for one another."));
    settings.check(in);
    return settings;
  }

  /** At most one way is given; without any the node is on its own. */
  private static Discovery discovery(ConfigReader in) {
    List<String> members =
        in.texts(
            "members",
            List.of(),
            "Addresses host:port of the nodes, this one among them; none for a node on its own.");
    String dns =
        in.text("dns", "", "Or a name that has the addresses of all nodes, as a headless service.");
    String service =
        in.text("kubernetes_service", "", "Or a service whose endpoints Kubernetes is asked for.");
    String namespace = in.text("kubernetes_namespace", "default", "The namespace of that service.");
    if (Stream.of(!members.isEmpty(), !dns.isEmpty(), !service.isEmpty()).filter(g -> g).count()
        > 1) {
      in.refuse(
          "members", "is given together with dns or kubernetes_service. Maybe leave one of them.");
    }
    for (String member : members) {
      if (!member.matches("[A-Za-z0-9.-]+:[0-9]{1,5}")) {
        in.refuse("members", "has \"" + member + "\", which is not host:port.");
      }
    }
    name(in, "dns", dns);
    name(in, "kubernetes_service", service);
    name(in, "kubernetes_namespace", namespace);
    if (!dns.isEmpty()) {
      return new Discovery.DnsName(dns);
    }
    if (!service.isEmpty()) {
      return new Discovery.KubernetesService(namespace, service);
    }
    return members.isEmpty() ? new Discovery.Alone() : new Discovery.Addresses(members);
  }

  private static void name(ConfigReader in, String key, String value) {
    if (!value.matches("[A-Za-z0-9.-]{0,253}")) {
      in.refuse(key, "is \"" + value + "\", which is no name. Maybe core.siduan.svc.");
    }
  }

  private void check(ConfigReader in) {
    if (!isAlone() && host.matches("0\\.0\\.0\\.0|\\*|")) {
      in.refuse("host", "is every interface. Maybe give the address the other nodes know.");
    }
  }
}
