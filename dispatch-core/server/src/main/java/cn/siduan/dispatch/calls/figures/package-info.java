/** What the hotline did, counted from its call rows, and how many operators tomorrow needs. */
@NullMarked
package cn.siduan.dispatch.calls.figures;

import org.jspecify.annotations.NullMarked;
