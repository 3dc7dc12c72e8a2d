/** The audit trail: who did what, written in the transaction that did it. */
@NullMarked
package cn.siduan.dispatch.platform.audit;

import org.jspecify.annotations.NullMarked;
