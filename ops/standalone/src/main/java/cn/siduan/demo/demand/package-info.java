/** What is asked for, by whom, and when: the wishes, the weather and the rhythm of day and week. */
@NullMarked
package cn.siduan.demo.demand;

import org.jspecify.annotations.NullMarked;
