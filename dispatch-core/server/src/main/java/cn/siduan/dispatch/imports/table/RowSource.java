package cn.siduan.dispatch.imports.table;

import java.util.List;

/** Rows of a table, the header first. */
public interface RowSource {

  /** Takes one row after the other. */
  interface RowSink {
    /**
     * @param number as a spreadsheet numbers it; the header is usually 1
     */
    void row(int number, List<String> cells);
  }

  /**
   * @throws TableFault where it cannot be read on
   */
  void forEach(RowSink sink);
}
