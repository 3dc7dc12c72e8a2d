package cn.siduan.dispatch.report;

import cn.siduan.dispatch.imports.table.TableFormat;
import cn.siduan.dispatch.imports.table.TableWriter;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import java.util.List;
import java.util.Locale;

/** A report as a file that spreadsheets open. */
final class ReportFile {

  /** More is of no use in a spreadsheet: the period has to be narrowed down. */
  static final int MOST = 100_000;

  private ReportFile() {}

  /**
   * @throws cn.siduan.dispatch.platform.http.ProblemException if it has more rows than {@link
   *     #MOST}; a file never ends early without saying so
   */
  static <T> ApiReply of(
      ApiRequest request, String name, ReportTables.Table<T> table, List<T> rows) {
    if (rows.size() > MOST) {
      throw Problem.of(422, "report-too-long").with("limit", MOST).exception();
    }
    TableFormat.Kind kind =
        TableFormat.Kind.valueOf(request.text("format").toUpperCase(Locale.ROOT));
    TableWriter writer = TableWriter.of(kind, request.text("encoding").equals("gb18030"));
    try (writer) {
      writer.row(table.titles(request.language()));
      rows.forEach(row -> writer.row(table.cells(row)));
    }
    String type =
        switch (kind) {
          case CSV -> kind.mediaType() + "; charset=" + request.text("encoding");
          case XLSX -> kind.mediaType();
        };
    return ApiReply.bytes(type, writer.bytes())
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + name + "." + request.text("format") + "\"")
        .header("X-Content-Type-Options", "nosniff");
  }
}
