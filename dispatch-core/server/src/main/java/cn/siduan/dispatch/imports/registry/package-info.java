/** Each registry's columns, what is in it now, and the set-based SQL that changes it. */
@NullMarked
package cn.siduan.dispatch.imports.registry;

import org.jspecify.annotations.NullMarked;
