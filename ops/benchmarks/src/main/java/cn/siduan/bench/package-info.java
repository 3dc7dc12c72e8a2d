/** Benchmarks; run by {@code ops/bench}. */
@NullMarked
package cn.siduan.bench;

import org.jspecify.annotations.NullMarked;
