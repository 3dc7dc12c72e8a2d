package cn.siduan.dispatch.imports.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes a table that spreadsheets open with a double click. Close it before {@link #bytes}. */
public abstract class TableWriter implements AutoCloseable {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TableWriter() {}

  public static TableWriter of(TableFormat.Kind kind, boolean gb18030) {
    try {
      return switch (kind) {
        case CSV -> new Csv(gb18030);
        case XLSX -> new Xlsx();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws TableFault if a cell is longer than the format allows
   */
  public final void row(List<String> cells) {
    try {
      write(cells.stream().map(FormulaGuard::guard).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public final byte[] bytes() {
    return out.toByteArray();
  }

  @Override
  public final void close() {
    try {
      finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  abstract void write(List<String> cells) throws IOException;

  abstract void finish() throws IOException;

  private static final class Csv extends TableWriter {
    private final CSVPrinter printer;

    Csv(boolean gb18030) throws IOException {
      // without the mark spreadsheets take UTF-8 for the machine's own encoding
      OutputStreamWriter writer =
          new OutputStreamWriter(
              super.out, gb18030 ? TextEncoding.GB18030 : StandardCharsets.UTF_8);
      if (!gb18030) {
        writer.write('\ufeff');
      }
      printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    }

    @Override
    void write(List<String> cells) throws IOException {
      printer.printRecord(cells);
    }

    @Override
    void finish() throws IOException {
      printer.close(true);
    }
  }

  private static final class Xlsx extends TableWriter {
    private static final int LONGEST_CELL = 32_767;
    private static final int ROWS_IN_MEMORY = 500;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    Xlsx() {
      workbook = new Workbook(super.out, "Siduan", "1.0");
      workbook.setCompressionLevel(2);
      sheet = workbook.newWorksheet("Siduan");
    }

    @Override
    void write(List<String> cells) throws IOException {
      for (int i = 0; i < cells.size(); i++) {
        if (cells.get(i).length() > LONGEST_CELL) {
          throw TableFault.limit(row + 1, "table-cell", LONGEST_CELL);
        }
        if (!cells.get(i).isEmpty()) {
          sheet.inlineString(row, i, cells.get(i));
        }
      }
      if (++row % ROWS_IN_MEMORY == 0) {
        sheet.flush();
      }
    }

    @Override
    void finish() throws IOException {
      workbook.finish();
    }
  }
}
