/**
 * The hotline's queue over all Asterisk servers: who calls, who answers, what is said meanwhile.
 * The telephony adapters carry out and report; what is decided is decided here and is a row.
 */
@NullMarked
package cn.siduan.dispatch.calls;

import org.jspecify.annotations.NullMarked;
