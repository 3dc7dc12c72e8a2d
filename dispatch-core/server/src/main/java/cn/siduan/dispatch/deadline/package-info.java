/**
 * Timers that matter: rows ({@code deadline}), set in the transaction that makes them matter, and
 * fired by any node in the transaction of their effect, each once.
 */
@NullMarked
package cn.siduan.dispatch.deadline;

import org.jspecify.annotations.NullMarked;
