/** What its residents ask for over ninety days, and what comes of it. */
@NullMarked
package cn.siduan.demo.plan;

import org.jspecify.annotations.NullMarked;
