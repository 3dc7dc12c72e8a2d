/** One, two and three nodes on one database. */
@NullMarked
package cn.siduan.bench.scale;

import org.jspecify.annotations.NullMarked;
