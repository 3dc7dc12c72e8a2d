package cn.siduan.dispatch.imports.table;

import cn.siduan.dispatch.imports.table.RowSource.RowSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of an XLSX workbook, row by row. */
final class XlsxReader {

  private XlsxReader() {}

  static void read(byte[] bytes, RowSink sink) {
    ZipGuard.check(bytes);
    int[] row = {0};
    try (ReadableWorkbook workbook =
            new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, false));
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      rows.forEach(
          r -> {
            row[0] = r.getRowNum();
            sink.row(row[0], cells(r));
          });
    } catch (TableFault e) {
      throw e;
    } catch (IOException | ExcelReaderException | IllegalArgumentException e) {
      throw damaged(row[0]);
    } catch (RuntimeException e) {
      // a file made to confuse the reader does so in ways the reader has no exception for
      if (comesFromReader(e)) {
        throw damaged(row[0]);
      }
      throw e;
    }
  }

  private static TableFault damaged(int row) {
    return new TableFault(row, "table-xlsx", Map.of());
  }

  private static boolean comesFromReader(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().startsWith("org.dhatim.")) {
        return true;
      }
      if (frame.getClassName().startsWith("cn.siduan.")) {
        return false;
      }
    }
    return false;
  }

  private static List<String> cells(Row row) {
    int count = row.getCellCount();
    if (count > TableLimits.COLUMNS) {
      count = filled(row, count);
    }
    List<String> texts = new ArrayList<>(count);
    int lastFilled = 0;
    for (int i = 0; i < count; i++) {
      String text = XlsxCell.text(row.getCell(i));
      texts.add(text);
      if (!text.isEmpty()) {
        lastFilled = i + 1;
      }
    }
    return texts.subList(0, lastFilled);
  }

  /** A wide row is wide only if something is written there: formatting alone widens it too. */
  private static int filled(Row row, int count) {
    int filled = count;
    while (filled > 0 && XlsxCell.text(row.getCell(filled - 1)).isEmpty()) {
      filled--;
    }
    return filled;
  }
}
