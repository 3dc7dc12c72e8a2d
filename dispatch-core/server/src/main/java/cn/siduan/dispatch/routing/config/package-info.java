/** Reads and checks {@code routing.yaml}. */
@NullMarked
package cn.siduan.dispatch.routing.config;

import org.jspecify.annotations.NullMarked;
