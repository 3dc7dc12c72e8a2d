/** Asterisk's own configuration, made from ours. */
@NullMarked
package cn.siduan.telephony.asterisk;

import org.jspecify.annotations.NullMarked;
