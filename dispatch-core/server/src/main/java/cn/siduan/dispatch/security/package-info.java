/** Who may do what: log-in, sessions, accounts, machines, the chained audit trail. */
@NullMarked
package cn.siduan.dispatch.security;

import org.jspecify.annotations.NullMarked;
