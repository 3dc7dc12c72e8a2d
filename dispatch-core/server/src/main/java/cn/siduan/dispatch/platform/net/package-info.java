/** Where the server may send things on its own. */
@NullMarked
package cn.siduan.dispatch.platform.net;

import org.jspecify.annotations.NullMarked;
