/** How many orders can be taken, held against what PostgreSQL alone could. */
@NullMarked
package cn.siduan.bench.intake;

import org.jspecify.annotations.NullMarked;
