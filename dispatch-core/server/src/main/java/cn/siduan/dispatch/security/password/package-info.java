/** Passwords of staff: hashing, rules, log-in, throttling. */
@NullMarked
package cn.siduan.dispatch.security.password;

import org.jspecify.annotations.NullMarked;
