/** Live screens, from the outbox to the reader's line. */
@NullMarked
package cn.siduan.dispatch.live;

import org.jspecify.annotations.NullMarked;
