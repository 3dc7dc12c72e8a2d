/** Walks every operation of the API with every role, and with other people's objects. */
@NullMarked
package cn.siduan.dispatch.access;

import org.jspecify.annotations.NullMarked;
