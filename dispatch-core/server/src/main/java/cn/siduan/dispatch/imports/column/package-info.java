/** What the cells of a column may hold: how people write it and the one way we keep it. */
@NullMarked
package cn.siduan.dispatch.imports.column;

import org.jspecify.annotations.NullMarked;
