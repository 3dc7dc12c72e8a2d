package cn.siduan.dispatch.platform.cluster;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;
import java.util.List;

/**
 * Which nodes belong together. They trust one another without a password: bind to an interface that
 * only they can reach.
 *
 * @param members addresses host:port of nodes, this one among them; none for a node on its own
 * @param host the interface to listen on for other nodes
 * @param port for Hazelcast
 * @param busPort for the event bus; 0 for any free one
 * @param deadAfter a node that has been silent this long is out of the cluster
 * @param mergeEvery how often parts of a split cluster look for one another
 */
public record ClusterSettings(
    String name,
    List<String> members,
    String host,
    int port,
    int busPort,
    Duration deadAfter,
    Duration mergeEvery) {

  private static final Duration DEAD_AFTER = Duration.ofSeconds(15);
  private static final Duration MERGE_EVERY = Duration.ofSeconds(30);

  public static ClusterSettings alone() {
    return new ClusterSettings("siduan", List.of(), "127.0.0.1", 5701, 0, DEAD_AFTER, MERGE_EVERY);
  }

  public boolean isAlone() {
    return members.isEmpty();
  }

  public static ClusterSettings read(ConfigReader in) {
    ClusterSettings settings =
        new ClusterSettings(
            in.text("name", "siduan", "Nodes of another name are strangers."),
            in.texts(
                "members",
                List.of(),
                "Addresses host:port of the nodes, this one among them; none for a node on its"
                    + " own."),
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

  private void check(ConfigReader in) {
    for (String member : members) {
      if (!member.matches("[A-Za-z0-9.-]+:[0-9]{1,5}")) {
        in.refuse("members", "has \"" + member + "\", which is not host:port.");
      }
    }
    if (!isAlone() && host.matches("0\\.0\\.0\\.0|\\*|")) {
      in.refuse("host", "is every interface. Maybe give the address the other nodes know.");
    }
  }
}
