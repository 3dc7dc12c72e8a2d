/** Real calls, and what is done to them. */
@NullMarked
package cn.siduan.calls;

import org.jspecify.annotations.NullMarked;
