package cn.siduan.dispatch.imports.registry;

import cn.siduan.dispatch.imports.column.Column;

/**
 * A column and where it is kept.
 *
 * @param select its text, of the table {@code t} or one joined
 * @param write its value from the row {@code i} of {@code incoming}, all of whose columns are text;
 *     empty if the sheet writes it in a way of its own
 */
public record Field(Column column, String select, String write) {

  /** Text in a column of the same name. */
  public static Field text(Column column) {
    return new Field(column, "t." + column.name(), "i." + column.name());
  }

  /** A value of another type, null where the cell is empty. */
  public static Field typed(Column column, String type) {
    return new Field(
        column, "t." + column.name() + "::text", "nullif(i." + column.name() + ", '')::" + type);
  }

  /** An array of texts. */
  public static Field array(Column column) {
    return new Field(
        column,
        "array_to_string(t." + column.name() + ", ';')",
        "coalesce(string_to_array(nullif(i." + column.name() + ", ''), ';'), '{}')");
  }

  /** Written by {@link Sheet#writeMore}. */
  public static Field other(Column column, String select) {
    return new Field(column, select, "");
  }

  /** A foreign key, {@code <column>_id}, through a join under an alias. */
  public static Field key(Column column, String alias) {
    return new Field(column, alias + ".code", alias + ".id");
  }

  /** The database's column. */
  String target() {
    return column.refersTo() == null ? column.name() : column.name() + "_id";
  }

  boolean isWritten() {
    return !write.isEmpty();
  }
}
