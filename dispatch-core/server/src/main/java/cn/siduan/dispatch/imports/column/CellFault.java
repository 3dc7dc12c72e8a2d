package cn.siduan.dispatch.imports.column;

import java.util.Map;

/** A cell does not hold what its column takes. */
public final class CellFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String rule;
  private final transient Map<String, Object> values;

  private CellFault(String rule, Map<String, Object> values) {
    super(rule + " " + values, null, false, false);
    this.rule = rule;
    this.values = values;
  }

  /**
   * @param rule names the text in {@code problems_*.properties} that says what would be right
   */
  public static CellFault of(String rule) {
    return new CellFault(rule, Map.of());
  }

  public static CellFault of(String rule, Map<String, Object> values) {
    return new CellFault(rule, values);
  }

  public String rule() {
    return rule;
  }

  public Map<String, Object> values() {
    return values;
  }
}
