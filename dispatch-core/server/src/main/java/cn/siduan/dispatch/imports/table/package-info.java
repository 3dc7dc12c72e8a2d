/** Tables as files: what spreadsheets save, and what they must not be able to do to us. */
@NullMarked
package cn.siduan.dispatch.imports.table;

import org.jspecify.annotations.NullMarked;
