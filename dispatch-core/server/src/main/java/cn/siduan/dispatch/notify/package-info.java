/**
 * Messages to people and to providers' systems: written with what they tell of, sent after commit,
 * at least once, each under an id that stays the same.
 */
@NullMarked
package cn.siduan.dispatch.notify;

import org.jspecify.annotations.NullMarked;
