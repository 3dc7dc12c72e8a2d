package cn.siduan.dispatch.imports.table;

import java.util.Map;

/** The file cannot be read on from here. */
public final class TableFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int row;
  private final String rule;
  private final transient Map<String, Object> values;

  /**
   * @param row as the spreadsheet numbers it; 0 for the file as a whole
   * @param rule names the text in {@code problems_*.properties}
   */
  public TableFault(int row, String rule, Map<String, Object> values) {
    super(rule + " in row " + row + " " + values, null, false, false);
    this.row = row;
    this.rule = rule;
    this.values = values;
  }

  static TableFault file(String rule) {
    return new TableFault(0, rule, Map.of());
  }

  static TableFault limit(int row, String rule, long limit) {
    return new TableFault(row, rule, Map.of("limit", limit));
  }

  public int row() {
    return row;
  }

  public String rule() {
    return rule;
  }

  public Map<String, Object> values() {
    return values;
  }
}
