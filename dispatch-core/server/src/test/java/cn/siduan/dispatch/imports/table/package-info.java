@NullMarked
package cn.siduan.dispatch.imports.table;

import org.jspecify.annotations.NullMarked;
