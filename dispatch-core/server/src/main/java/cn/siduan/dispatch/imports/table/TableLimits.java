package cn.siduan.dispatch.imports.table;

/** What a file may hold at most; beyond it, it is not one that people made. */
public final class TableLimits {

  public static final int ROWS = 300_000;
  public static final int COLUMNS = 200;

  /** Characters in one cell: the outline of an area or a long form fits. */
  public static final int CELL = 100_000;

  /** Characters from one line break to the next. */
  static final int LINE = 2_000_000;

  /** Bytes of an XLSX file when unpacked, all parts together. */
  static final long UNPACKED = 512L * 1024 * 1024;

  /** Bytes of the texts shared by cells of an XLSX file: they are held in memory. */
  static final long SHARED_TEXTS = 128L * 1024 * 1024;

  static final int PARTS = 2_000;

  private TableLimits() {}
}
