/** The one way to PostgreSQL. */
@NullMarked
package cn.siduan.dispatch.platform.db;

import org.jspecify.annotations.NullMarked;
