/** Accounts of staff, for administrators. */
@NullMarked
package cn.siduan.dispatch.security.account;

import org.jspecify.annotations.NullMarked;
