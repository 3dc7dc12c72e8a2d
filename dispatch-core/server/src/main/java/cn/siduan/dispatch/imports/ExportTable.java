package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.column.Column;
import cn.siduan.dispatch.imports.registry.Sheet;
import cn.siduan.dispatch.imports.table.TableLimits;
import cn.siduan.dispatch.imports.table.TableWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** A registry as a table that an import takes back without changing anything. */
final class ExportTable {

  private static final int FETCH = 1_000;

  private ExportTable() {}

  /**
   * Writes header and rows.
   *
   * @return how many rows
   */
  static int write(Handle handle, Sheet sheet, boolean unmasked, TableWriter writer) {
    writer.row(titles(sheet));
    int[] count = {0};
    try (var rows =
        handle
            .createQuery(sheet.select() + " limit " + TableLimits.ROWS)
            .setFetchSize(FETCH)
            .map((rs, _) -> cells(sheet, unmasked, rs))
            .stream()) {
      rows.forEach(
          cells -> {
            writer.row(cells);
            count[0]++;
          });
    }
    return count[0];
  }

  static List<String> titles(Sheet sheet) {
    return sheet.columns().stream().map(Column::title).toList();
  }

  static List<String> example(Sheet sheet) {
    return sheet.columns().stream().map(Column::example).toList();
  }

  private static List<String> cells(Sheet sheet, boolean unmasked, ResultSet rs)
      throws SQLException {
    List<String> cells = new ArrayList<>(sheet.columns().size());
    for (int i = 0; i < sheet.columns().size(); i++) {
      Column column = sheet.columns().get(i);
      String text = Objects.requireNonNullElse(rs.getString(i + 1), "");
      String value = text.isEmpty() ? "" : column.type().stored(text);
      cells.add(
          column.sensitive() && !unmasked
              ? column.type().mask(value)
              : value.isEmpty() ? "" : column.type().show(value));
    }
    return cells;
  }

  static Map<String, Object> audit(int rows, boolean unmasked) {
    return Map.of("rows", rows, "unmasked", unmasked);
  }
}
