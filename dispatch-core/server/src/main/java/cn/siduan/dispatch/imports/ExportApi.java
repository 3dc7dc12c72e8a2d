package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.registry.Sheet;
import cn.siduan.dispatch.imports.registry.Sheets;
import cn.siduan.dispatch.imports.table.TableFault;
import cn.siduan.dispatch.imports.table.TableFormat;
import cn.siduan.dispatch.imports.table.TableWriter;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.Locale;

/** Registries as files, and the empty files to begin with. */
final class ExportApi {

  private final Platform platform;
  private final Sheets sheets;

  ExportApi(Platform platform, Sheets sheets) {
    this.platform = platform;
    this.sheets = sheets;
  }

  void register(ApiRouter api) {
    api.on("exportRegistry", this::export).on("getImportTemplate", this::template);
  }

  private ApiReply export(ApiRequest request) {
    Sheet sheet = sheets.get(request.text("registry"));
    boolean unmasked = request.flag("unmasked");
    if (unmasked && request.findText("reason").filter(r -> !r.isBlank()).isEmpty()) {
      throw Problem.input(FieldError.of("reason", "", "export-reason")).exception();
    }
    return platform
        .database()
        .longTransaction(ImportTable.LIMIT, tx -> export(tx, sheet, unmasked, request));
  }

  private ApiReply export(Tx tx, Sheet sheet, boolean unmasked, ApiRequest request) {
    TableWriter writer = writer(request);
    int rows;
    try (writer) {
      rows = ExportTable.write(tx.handle(), sheet, unmasked, writer);
    } catch (TableFault e) {
      throw Problem.of(422, "export-too-long")
          .with("row", e.row())
          .with("limit", e.values().getOrDefault("limit", 0))
          .exception();
    }
    if (sheet.isPersonal()) {
      AuditTrail.add(
          tx,
          platform.clock().instant(),
          request.actor(),
          request.operation().id(),
          "registry",
          sheet.name(),
          request.findText("reason").orElse(null),
          ExportTable.audit(rows, unmasked),
          request.id());
    }
    return file(request, sheet.name(), writer);
  }

  private ApiReply template(ApiRequest request) {
    Sheet sheet = sheets.get(request.text("registry"));
    TableWriter writer = writer(request);
    try (writer) {
      writer.row(ExportTable.titles(sheet));
      writer.row(ExportTable.example(sheet));
    }
    return file(request, sheet.name() + "-template", writer);
  }

  private static TableFormat.Kind kind(ApiRequest request) {
    return TableFormat.Kind.valueOf(request.text("format").toUpperCase(Locale.ROOT));
  }

  private static TableWriter writer(ApiRequest request) {
    return TableWriter.of(kind(request), request.text("encoding").equals("gb18030"));
  }

  private static ApiReply file(ApiRequest request, String name, TableWriter writer) {
    TableFormat.Kind kind = kind(request);
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
