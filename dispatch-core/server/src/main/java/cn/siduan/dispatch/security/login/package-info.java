/** The operations by which people come in. */
@NullMarked
package cn.siduan.dispatch.security.login;

import org.jspecify.annotations.NullMarked;
