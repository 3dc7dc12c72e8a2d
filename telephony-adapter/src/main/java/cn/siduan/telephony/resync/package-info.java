/** What is going on in an Asterisk, looked at as a whole. */
@NullMarked
package cn.siduan.telephony.resync;

import org.jspecify.annotations.NullMarked;
