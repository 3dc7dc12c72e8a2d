/** 上门: what workers do at the door, also offline and also when it came too late to count. */
@NullMarked
package cn.siduan.dispatch.visit;

import org.jspecify.annotations.NullMarked;
