/** The way to the core: told until acknowledged, kept on disk meanwhile. */
@NullMarked
package cn.siduan.telephony.link;

import org.jspecify.annotations.NullMarked;
