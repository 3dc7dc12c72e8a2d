/** What may be seen of orders and tasks, and by whom. */
@NullMarked
package cn.siduan.dispatch.order.view;

import org.jspecify.annotations.NullMarked;
