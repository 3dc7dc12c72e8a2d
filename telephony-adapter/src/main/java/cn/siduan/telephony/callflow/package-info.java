/** What the core asks of Asterisk, carried out; and what came of it, reported. */
@NullMarked
package cn.siduan.telephony.callflow;

import org.jspecify.annotations.NullMarked;
