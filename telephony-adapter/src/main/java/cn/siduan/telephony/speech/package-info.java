/** Texts into sound. */
@NullMarked
package cn.siduan.telephony.speech;

import org.jspecify.annotations.NullMarked;
