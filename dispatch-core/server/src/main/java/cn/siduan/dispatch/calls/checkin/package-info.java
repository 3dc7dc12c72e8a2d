/** 关爱电话: rounds of calls to residents who live alone, until somebody knows that all is well. */
@NullMarked
package cn.siduan.dispatch.calls.checkin;

import org.jspecify.annotations.NullMarked;
