/** The audit trail's chain, and reading it. */
@NullMarked
package cn.siduan.dispatch.security.audit;

import org.jspecify.annotations.NullMarked;
