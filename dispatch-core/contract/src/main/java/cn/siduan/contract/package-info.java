/**
 * Words shared by the core, the telephony adapter and whatever speaks to them. No Vert.x, no SQL.
 */
@NullMarked
package cn.siduan.contract;

import org.jspecify.annotations.NullMarked;
