/**
 * Follow-up (回访) and what is counted from it: the three rates (三率), figures live and as history,
 * star ratings proposed from results.
 */
@NullMarked
package cn.siduan.dispatch.report;

import org.jspecify.annotations.NullMarked;
