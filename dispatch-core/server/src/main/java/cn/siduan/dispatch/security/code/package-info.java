/** One-time codes by which residents log in. */
@NullMarked
package cn.siduan.dispatch.security.code;

import org.jspecify.annotations.NullMarked;
