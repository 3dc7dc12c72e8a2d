/**
 * Brings tasks to providers: down the ladder of the policy, by broadcast, and to people when nobody
 * takes them. Whatever a task waits for is a row, written with the change that makes it wait.
 */
@NullMarked
package cn.siduan.dispatch.offer;

import org.jspecify.annotations.NullMarked;
