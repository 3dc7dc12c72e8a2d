/** The Asterisk Manager Interface: actions out, events in. */
@NullMarked
package cn.siduan.telephony.ami;

import org.jspecify.annotations.NullMarked;
