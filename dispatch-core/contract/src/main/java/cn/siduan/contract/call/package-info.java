/**
 * What the core and the telephony adapters tell each other. Every message carries the call's id and
 * can be repeated: delivered twice it has happened once.
 */
@NullMarked
package cn.siduan.contract.call;

import org.jspecify.annotations.NullMarked;
