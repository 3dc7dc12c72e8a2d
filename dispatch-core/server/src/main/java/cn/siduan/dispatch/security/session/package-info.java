/** Browser sessions, and finding out who calls. */
@NullMarked
package cn.siduan.dispatch.security.session;

import org.jspecify.annotations.NullMarked;
