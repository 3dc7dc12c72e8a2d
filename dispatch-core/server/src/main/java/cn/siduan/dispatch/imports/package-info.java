/**
 * Registries come in and go out as tables: CSV or XLSX, one row for each thing, matched by its
 * code.
 *
 * <p>{@code table} reads and writes files, {@code column} knows what a cell may hold, {@code
 * registry} has the columns and the bulk SQL of each registry; this package reads a whole file,
 * says what it would do, and does it, all or nothing.
 */
@NullMarked
package cn.siduan.dispatch.imports;

import org.jspecify.annotations.NullMarked;
