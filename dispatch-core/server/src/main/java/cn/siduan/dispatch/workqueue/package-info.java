/**
 * What waits for a process or a person. A row of {@code work_item} decides who owns what; {@link
 * cn.siduan.dispatch.workqueue.HandOver} spreads ids over the nodes so that nobody has to look, and
 * losing it loses nothing.
 */
@NullMarked
package cn.siduan.dispatch.workqueue;

import org.jspecify.annotations.NullMarked;
