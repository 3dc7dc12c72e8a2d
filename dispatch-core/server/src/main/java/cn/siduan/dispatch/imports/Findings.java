package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.registry.Sheet;
import cn.siduan.dispatch.imports.table.TableFault;
import cn.siduan.dispatch.platform.http.InputCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is wrong with a file: the first thousand of it, and how much there is. */
final class Findings {

  static final int MOST = 1_000;

  /** Comparisons of names spent on "Maybe …": a thousand wrong codes among a million take long. */
  private static final int MOST_COMPARISONS = 3_000_000;

  /**
   * @param row as a spreadsheet numbers it; 0 for the file as a whole
   * @param column as it is headed; empty for the row as a whole
   */
  record Finding(int row, String column, String value, String rule, Map<String, Object> values) {}

  private final Sheet sheet;
  private final List<Finding> first = new ArrayList<>();
  private int total;
  private long comparisons;

  Findings(Sheet sheet) {
    this.sheet = sheet;
  }

  /** With the same in it, to be added to on its own. */
  Findings copy() {
    Findings copy = new Findings(sheet);
    copy.first.addAll(first);
    copy.total = total;
    return copy;
  }

  void add(int row, String column, String value, String rule, Map<String, Object> values) {
    total++;
    if (first.size() < MOST) {
      first.add(
          new Finding(
              row,
              column,
              value.length() <= 80 ? value : value.substring(0, 79) + "…",
              rule,
              values));
    }
  }

  void add(int row, int column, String value, String rule, Map<String, Object> values) {
    add(row, sheet.columns().get(column).title(), value, rule, values);
  }

  void add(TableFault fault) {
    add(fault.row(), "", "", fault.rule(), fault.values());
  }

  /** A name that is not among those known. */
  void addUnknown(int row, int column, String value, Collection<String> known) {
    comparisons += first.size() < MOST ? known.size() : 0;
    if (known.isEmpty() || comparisons > MOST_COMPARISONS) {
      add(row, column, value, "reference-none", Map.of());
    } else {
      add(row, column, value, "reference", Map.of("maybe", nearest(value, known)));
    }
  }

  static String nearest(String written, Collection<String> known) {
    return InputCheck.nearest(written, List.copyOf(known));
  }

  boolean isEmpty() {
    return total == 0;
  }

  int total() {
    return total;
  }

  /** By row. */
  List<Finding> list() {
    return first.stream().sorted(java.util.Comparator.comparingInt(Finding::row)).toList();
  }
}
