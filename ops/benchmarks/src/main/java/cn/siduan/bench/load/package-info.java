/**
 * Measures the running product from outside: through its public API, and by what its database holds
 * afterwards.
 */
@NullMarked
package cn.siduan.bench.load;

import org.jspecify.annotations.NullMarked;
