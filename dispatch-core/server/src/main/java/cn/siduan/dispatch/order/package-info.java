/**
 * The life of an order: its states, who may change them, its history.
 *
 * <p>{@link cn.siduan.dispatch.order.OrderLifecycle#decide} is pure; {@link
 * cn.siduan.dispatch.order.Orders} carries a decision out in one transaction. Features that follow
 * an order implement {@link cn.siduan.dispatch.order.OrderEventHandler}; nothing here knows them.
 */
@NullMarked
package cn.siduan.dispatch.order;

import org.jspecify.annotations.NullMarked;
