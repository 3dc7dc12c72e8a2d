/** Machines and their tokens. */
@NullMarked
package cn.siduan.dispatch.security.machine;

import org.jspecify.annotations.NullMarked;
