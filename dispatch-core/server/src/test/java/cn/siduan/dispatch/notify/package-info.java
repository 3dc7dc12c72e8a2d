/** Messages, from the event to the gateway. */
@NullMarked
package cn.siduan.dispatch.notify;

import org.jspecify.annotations.NullMarked;
