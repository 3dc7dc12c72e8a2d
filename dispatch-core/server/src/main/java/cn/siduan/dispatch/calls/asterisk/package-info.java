/** Who looks after which Asterisk: a lease that is a row. */
@NullMarked
package cn.siduan.dispatch.calls.asterisk;

import org.jspecify.annotations.NullMarked;
