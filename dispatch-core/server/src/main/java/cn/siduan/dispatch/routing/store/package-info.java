/** What routing reads from the database and keeps there. */
@NullMarked
package cn.siduan.dispatch.routing.store;

import org.jspecify.annotations.NullMarked;
