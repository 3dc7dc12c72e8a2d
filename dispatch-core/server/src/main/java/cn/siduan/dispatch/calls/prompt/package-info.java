/** 语音提示: what callers hear, and what people recorded in its place. */
@NullMarked
package cn.siduan.dispatch.calls.prompt;

import org.jspecify.annotations.NullMarked;
