package cn.siduan.dispatch.platform.cluster;

import java.util.List;

/** How a node finds the others. */
public sealed interface Discovery {

  /** There are no others. */
  record Alone() implements Discovery {}

  /**
   * @param members host:port of every node, this one among them
   */
  record Addresses(List<String> members) implements Discovery {}

  /**
   * Every address that a name has, asked for anew whenever members are looked for: a headless
   * service, or a name with several A records.
   */
  record DnsName(String name) implements Discovery {}

  /** The endpoints of a service, asked of Kubernetes: the pod's account must be allowed to. */
  record KubernetesService(String namespace, String service) implements Discovery {}
}
