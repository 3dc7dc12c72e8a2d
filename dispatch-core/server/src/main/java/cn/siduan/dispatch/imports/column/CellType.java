package cn.siduan.dispatch.imports.column;

/**
 * Three forms of one value: as people write it, as we compare and store it, as the table has it.
 */
public interface CellType {

  /**
   * The one form of what somebody wrote.
   *
   * @param text not empty, in Unicode's compatibility form (full-width digits are plain ones), no
   *     space around it
   * @throws CellFault that says what would be right
   */
  String read(String text);

  /** The same form of what the database holds as text. */
  default String stored(String text) {
    return text;
  }

  /** What a cell shows of it; {@link #read} takes it back. */
  default String show(String value) {
    return value;
  }

  /** What is shown of it to those who may not read it. */
  default String mask(String value) {
    return value.isEmpty() ? "" : "***";
  }
}
