/** What one order costs when few are in the tables, and when many are. */
@NullMarked
package cn.siduan.bench.backlog;

import org.jspecify.annotations.NullMarked;
