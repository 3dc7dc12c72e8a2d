/** The operator's page as a telephone: which one it is, and with what secret for how long. */
@NullMarked
package cn.siduan.dispatch.calls.browser;

import org.jspecify.annotations.NullMarked;
