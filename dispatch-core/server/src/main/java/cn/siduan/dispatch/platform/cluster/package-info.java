/** Membership of nodes: the clustered event bus and Hazelcast, or a node on its own. */
@NullMarked
package cn.siduan.dispatch.platform.cluster;

import org.jspecify.annotations.NullMarked;
