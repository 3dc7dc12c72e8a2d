/** How sensitive personal data rest in the database; the keys belong to {@code security}. */
@NullMarked
package cn.siduan.dispatch.platform.crypto;

import org.jspecify.annotations.NullMarked;
