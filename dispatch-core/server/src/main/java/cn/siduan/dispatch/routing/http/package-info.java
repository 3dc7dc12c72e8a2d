/** The API's operations on routing. */
@NullMarked
package cn.siduan.dispatch.routing.http;

import org.jspecify.annotations.NullMarked;
