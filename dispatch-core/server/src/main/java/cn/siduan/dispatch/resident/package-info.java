/**
 * People and households: how they are reached, what to know before going there, what they agreed
 * to.
 */
@NullMarked
package cn.siduan.dispatch.resident;

import org.jspecify.annotations.NullMarked;
