/** One adapter looks after one Asterisk; which one, the core says. */
@NullMarked
package cn.siduan.telephony.lease;

import org.jspecify.annotations.NullMarked;
