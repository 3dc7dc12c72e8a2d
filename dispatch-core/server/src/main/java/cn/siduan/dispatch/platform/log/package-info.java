/** How the log looks. What it is about (request, actor, order, call) stands in the MDC. */
@NullMarked
package cn.siduan.dispatch.platform.log;

import org.jspecify.annotations.NullMarked;
