/** The composition root: {@link cn.siduan.dispatch.DispatchServer} wires every feature by hand. */
@NullMarked
package cn.siduan.dispatch;

import org.jspecify.annotations.NullMarked;
