/** Everything that knows Asterisk, and nothing that knows SQL. */
@NullMarked
package cn.siduan.telephony;

import org.jspecify.annotations.NullMarked;
