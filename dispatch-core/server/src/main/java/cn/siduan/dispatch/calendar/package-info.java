/**
 * Working time: when who works, with lunch breaks, holidays and make-up working days (调休). Pure
 * values; knows only the platform.
 */
@NullMarked
package cn.siduan.dispatch.calendar;

import org.jspecify.annotations.NullMarked;
