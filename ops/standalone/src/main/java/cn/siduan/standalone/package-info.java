/** One JVM with an embedded PostgreSQL and the demo district: what {@code ops/demo} starts. */
@NullMarked
package cn.siduan.standalone;

import org.jspecify.annotations.NullMarked;
