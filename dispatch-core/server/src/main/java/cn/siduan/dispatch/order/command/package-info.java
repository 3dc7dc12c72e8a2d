/**
 * Commands on orders: one transaction each, decided by the lifecycle, written in one round trip.
 */
@NullMarked
package cn.siduan.dispatch.order.command;

import org.jspecify.annotations.NullMarked;
