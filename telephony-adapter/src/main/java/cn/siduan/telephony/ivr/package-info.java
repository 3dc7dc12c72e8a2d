/** The FastAGI scripts the dialplan looks in with. Each is short: no thread waits with a caller. */
@NullMarked
package cn.siduan.telephony.ivr;

import org.jspecify.annotations.NullMarked;
