/**
 * 时限: what is promised of an order, the instants at which the promises are broken, and what comes
 * of it. {@link cn.siduan.dispatch.sla.SlaClock} computes, from the order's history alone.
 */
@NullMarked
package cn.siduan.dispatch.sla;

import org.jspecify.annotations.NullMarked;
