package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.column.CellFault;
import cn.siduan.dispatch.imports.column.Column;
import cn.siduan.dispatch.imports.registry.Sheet;
import cn.siduan.dispatch.imports.table.FormulaGuard;
import cn.siduan.dispatch.imports.table.RowSource;
import cn.siduan.dispatch.imports.table.TableFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file's rows, read by the columns of a registry; what cannot be read is in the findings. */
final class SheetRows {

  /**
   * @param values by the registry's columns; null where the file says nothing
   */
  record SheetRow(int number, @Nullable String[] values) {}

  private static final Set<String> EMPTIED = Set.of("清空", "clear");

  private final Sheet sheet;
  private final Findings findings;
  private final Map<String, SheetRow> byKey = new LinkedHashMap<>();
  private final List<SheetRow> all = new ArrayList<>();
  private int[] columns = {};
  private int headerRow;

  private SheetRows(Sheet sheet, Findings findings) {
    this.sheet = sheet;
    this.findings = findings;
  }

  static SheetRows read(Sheet sheet, RowSource source, Findings findings) {
    SheetRows rows = new SheetRows(sheet, findings);
    try {
      source.forEach(rows::take);
      if (rows.headerRow == 0) {
        findings.add(0, "", "", "table-empty", Map.of());
      }
    } catch (TableFault e) {
      findings.add(e);
    }
    return rows;
  }

  /** What rows are matched by: the first columns' values. */
  static String key(Sheet sheet, @Nullable String[] values) {
    return sheet.keyColumns() == 1
        ? String.valueOf(values[0])
        : Arrays.stream(values).limit(sheet.keyColumns()).collect(Collectors.joining(" "));
  }

  Map<String, SheetRow> byKey() {
    return byKey;
  }

  /** Also those that cannot be read in full. */
  List<SheetRow> all() {
    return all;
  }

  /** Rows below the header that are not empty. */
  int count() {
    return all.size();
  }

  private void take(int number, List<String> cells) {
    if (cells.stream().allMatch(String::isBlank)) {
      return;
    }
    if (headerRow == 0) {
      headerRow = number;
      columns = header(number, cells);
    } else {
      row(number, cells);
    }
  }

  private int[] header(int number, List<String> cells) {
    int[] found = new int[cells.size()];
    List<String> unknown = new ArrayList<>();
    Set<Integer> seen = new java.util.HashSet<>();
    for (int i = 0; i < found.length; i++) {
      String header = FormulaGuard.unguard(cells.get(i)).strip();
      found[i] = header.isEmpty() ? -1 : find(header);
      if (found[i] < 0 && !header.isEmpty()) {
        unknown.add(header);
      } else if (found[i] >= 0 && !seen.add(found[i])) {
        findings.add(number, header, header, "table-header-twice", Map.of());
      }
    }
    if (seen.isEmpty()) {
      throw new TableFault(number, "table-header", Map.of("columns", titles()));
    }
    for (String header : unknown) {
      findings.add(
          number, header, header, "unknown", Map.of("maybe", Findings.nearest(header, titles())));
    }
    for (int key = 0; key < sheet.keyColumns(); key++) {
      if (!seen.contains(key)) {
        throw new TableFault(
            number, "table-key", Map.of("column", sheet.columns().get(key).title()));
      }
    }
    return found;
  }

  private int find(String header) {
    for (int i = 0; i < sheet.columns().size(); i++) {
      if (sheet.columns().get(i).isHeaded(header)) {
        return i;
      }
    }
    return -1;
  }

  private List<String> titles() {
    return sheet.columns().stream().map(Column::title).toList();
  }

  private void row(int number, List<String> cells) {
    @Nullable String[] values = new String[sheet.columns().size()];
    boolean right = true;
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= 0) {
        String cell = i < cells.size() ? FormulaGuard.unguard(cells.get(i)).strip() : "";
        right &= read(number, columns[i], cell, values);
      }
    }
    for (int i = columns.length; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        findings.add(number, "", cells.get(i), "table-beyond", Map.of("count", columns.length));
        right = false;
      }
    }
    SheetRow row = new SheetRow(number, values);
    all.add(row);
    if (right) {
      SheetRow same = byKey.putIfAbsent(key(sheet, values), row);
      if (same != null) {
        findings.add(
            number, 0, String.valueOf(values[0]), "table-twice", Map.of("row", same.number()));
      }
    }
  }

  private boolean read(int number, int index, String cell, @Nullable String[] values) {
    Column column = sheet.columns().get(index);
    if (column.sensitive()) {
      if (cell.isEmpty() || cell.indexOf('*') >= 0) {
        return true;
      }
      if (EMPTIED.contains(cell)) {
        values[index] = "";
        return true;
      }
    } else if (cell.isEmpty()) {
      values[index] = column.initial();
      if (column.required()) {
        findings.add(number, index, "", "required", Map.of());
      }
      return !column.required();
    }
    try {
      values[index] = column.type().read(cell);
      return true;
    } catch (CellFault e) {
      String shown = column.sensitive() ? column.type().mask(cell) : cell;
      findings.add(number, index, shown, e.rule(), e.values());
      return false;
    }
  }
}
