package cn.siduan.dispatch.imports.table;

import cn.siduan.dispatch.imports.table.RowSource.RowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** RFC 4180, and what spreadsheets make of it: semicolons or tabs instead of commas. */
final class CsvReader {

  private static final int HEAD = 16_384;

  private CsvReader() {}

  static void read(byte[] bytes, TableFormat format, RowSink sink) {
    CSVFormat csv =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter(TextEncoding.head(bytes, format, HEAD)))
            .setIgnoreEmptyLines(false)
            .get();
    int row = 1;
    try (CSVParser parser =
        CSVParser.builder()
            .setReader(new LineGuard(TextEncoding.reader(bytes, format)))
            .setFormat(csv)
            .get()) {
      for (CSVRecord record : parser) {
        sink.row(row++, trimmed(record));
      }
    } catch (UncheckedIOException | IOException e) {
      // the one thing CSV can get wrong: a quotation mark that is not closed, or text behind one
      throw new TableFault(row, "table-quote", java.util.Map.of());
    }
  }

  /** Without the empty cells at the end that spreadsheets like to add. */
  private static List<String> trimmed(CSVRecord record) {
    String[] cells = record.values();
    int length = cells.length;
    while (length > 0 && cells[length - 1].isEmpty()) {
      length--;
    }
    return Arrays.asList(cells).subList(0, length);
  }

  /** Whichever is most frequent in the header. */
  static char delimiter(String head) {
    String header = head.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    return List.of(',', ';', '\t').stream()
        .max(Comparator.comparingLong(d -> header.chars().filter(c -> c == d).count()))
        .filter(d -> header.indexOf(d) >= 0)
        .orElse(',');
  }
}
