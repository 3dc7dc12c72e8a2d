package cn.siduan.telephony.link;

import java.util.List;

/**
 * The cluster of the core's nodes, which the adapter joins without keeping any of its data.
 *
 * @param name the same as the nodes'
 * @param members addresses host:port of nodes of the core
 * @param host the interface on which those reach this machine; they need no password, so nobody
 *     else may
 * @param port the first of twenty for membership; the first free one is used
 * @param busPort for the event bus; 0 for any free one
 */
public record ClusterSettings(
    String name, List<String> members, String host, int port, int busPort) {}
