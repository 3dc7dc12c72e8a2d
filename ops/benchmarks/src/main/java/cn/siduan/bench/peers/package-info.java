/** Durable work held against what others offer for it, on the same PostgreSQL. */
@NullMarked
package cn.siduan.bench.peers;

import org.jspecify.annotations.NullMarked;
