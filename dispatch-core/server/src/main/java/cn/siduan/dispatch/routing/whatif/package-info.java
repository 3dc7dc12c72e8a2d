/** What would have become of a period's orders under another policy. */
@NullMarked
package cn.siduan.dispatch.routing.whatif;

import org.jspecify.annotations.NullMarked;
