package cn.siduan.dispatch.imports.table;

import java.util.List;
import java.util.Map;

/** A file somebody sent. What it is, is read from its bytes; names and headers are not believed. */
public final class TableFile implements RowSource {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLD_EXCEL = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

  private final byte[] bytes;
  private final TableFormat format;

  private TableFile(byte[] bytes, TableFormat format) {
    this.bytes = bytes;
    this.format = format;
  }

  /**
   * @throws TableFault if it is neither CSV nor XLSX
   */
  public static TableFile of(byte[] bytes) {
    if (bytes.length == 0) {
      throw TableFault.file("table-empty");
    }
    if (startsWith(bytes, OLD_EXCEL)) {
      throw TableFault.file("table-old-excel");
    }
    return new TableFile(
        bytes,
        startsWith(bytes, ZIP)
            ? new TableFormat(TableFormat.Kind.XLSX, "UTF-8", false)
            : TextEncoding.detect(bytes));
  }

  public TableFormat format() {
    return format;
  }

  @Override
  public void forEach(RowSink sink) {
    RowSink bounded = (number, cells) -> sink.row(number, bounded(number, cells));
    switch (format.kind()) {
      case CSV -> CsvReader.read(bytes, format, bounded);
      case XLSX -> XlsxReader.read(bytes, bounded);
    }
  }

  private static List<String> bounded(int number, List<String> cells) {
    if (number > TableLimits.ROWS + 1) {
      throw TableFault.limit(number, "table-rows", TableLimits.ROWS);
    }
    if (cells.size() > TableLimits.COLUMNS) {
      throw new TableFault(
          number, "table-columns", Map.of("limit", TableLimits.COLUMNS, "count", cells.size()));
    }
    for (String cell : cells) {
      if (cell.length() > TableLimits.CELL) {
        throw TableFault.limit(number, "table-cell", TableLimits.CELL);
      }
    }
    return cells;
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && java.util.Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }
}
