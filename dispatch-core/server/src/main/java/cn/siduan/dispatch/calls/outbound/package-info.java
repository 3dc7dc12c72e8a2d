/**
 * Calls the centre makes: rows, dialled at a pace and within hours, each purpose with its words.
 */
@NullMarked
package cn.siduan.dispatch.calls.outbound;

import org.jspecify.annotations.NullMarked;
