/** The API's operations on orders and tasks. */
@NullMarked
package cn.siduan.dispatch.order.http;

import org.jspecify.annotations.NullMarked;
