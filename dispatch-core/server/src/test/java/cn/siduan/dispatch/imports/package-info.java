@NullMarked
package cn.siduan.dispatch.imports;

import org.jspecify.annotations.NullMarked;
