/**
 * Who gets a task, and why: {@link cn.siduan.dispatch.routing.RoutingPolicy} decides over values,
 * {@link cn.siduan.dispatch.routing.ProviderIndex} knows who comes into question, every {@link
 * cn.siduan.dispatch.routing.RoutingDecision} is kept.
 */
@NullMarked
package cn.siduan.dispatch.routing;

import org.jspecify.annotations.NullMarked;
