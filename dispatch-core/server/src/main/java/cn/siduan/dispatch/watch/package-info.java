/** Figures of a node for whoever runs it: what its alarms are made of. */
@NullMarked
package cn.siduan.dispatch.watch;

import org.jspecify.annotations.NullMarked;
