/** Providers: what they do, where and when, for how many at once; and their workers. */
@NullMarked
package cn.siduan.dispatch.provider;

import org.jspecify.annotations.NullMarked;
