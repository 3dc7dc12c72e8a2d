/** Turning the key ring: sensitive fields are encrypted anew. */
@NullMarked
package cn.siduan.dispatch.security.field;

import org.jspecify.annotations.NullMarked;
