@NullMarked
package cn.siduan.dispatch.calls.prompt;

import org.jspecify.annotations.NullMarked;
