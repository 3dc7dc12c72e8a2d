/** The worst day of a large city, and more than that. */
@NullMarked
package cn.siduan.bench.storm;

import org.jspecify.annotations.NullMarked;
